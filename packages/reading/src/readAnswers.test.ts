import { REVIEW_QUESTIONS, type ReviewAnswer } from '@crewtide/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswers } from './readAnswers.ts';
import { newWordsOf } from './words.ts';

const inText = (text: string) => readAnswers(newWordsOf({ text, flowed: false, html: '' }), REVIEW_QUESTIONS);
const toGoOn = (text: string) => readAnswers({ words: text, passages: [] }, ['go-on']);

const answer = (answers: readonly ReviewAnswer[], question: ReviewAnswer['question']) =>
  answers.find((each) => each.question === question);
const goesOn = (answers: readonly ReviewAnswer[]) => {
  const said = answer(answers, 'go-on');
  return said === undefined ? 'not said' : said.yes === undefined ? 'unclear' : said.yes ? 'yes' : 'no';
};

const LETTER = [
  '> Hello Ana, The Tide pool met five times, and the season is over. Five short',
  '> questions, answered as you like:',
  '>',
  '> 1. What did you like?',
  '>',
  '> 2. What could be better?',
  '>',
  '> 3. Would you like to go on with this crew? Yes or no.',
  '>',
  '> 4. Is there another way of meeting that you would like to try?',
  '>',
  '> 5. If it ends here, would you like to be in a new crew? Yes or no.',
  '>',
  '> What you liked, what could be better and what you would like to try goes to',
  '> your crew without names. Whether you go on is read by nobody.',
];
const quoted = (answers: Readonly<Record<number, string>>) =>
  [
    'On Mon, Nov 23, 2026, Tide pool wrote:',
    ...LETTER.flatMap((line) => {
      const number = Number(/^> (\d)\./.exec(line)?.[1]);
      return answers[number] === undefined ? [line] : [line, '', answers[number], ''];
    }),
  ].join('\n');

const ALL = {
  1: 'The silences.',
  2: 'Fewer meetings in a row.',
  3: 'Yes',
  4: 'Open space',
  5: 'no',
};
const FIVE = [
  { question: 'liked', words: 'The silences.' },
  { question: 'improve', words: 'Fewer meetings in a row.' },
  { question: 'go-on', words: 'Yes', yes: true },
  { question: 'methods', words: 'Open space' },
  { question: 'regroup', words: 'no', yes: false },
];

describe('five answers', () => {
  const each = Object.values(ALL);
  const with_ = (mark: (number: number) => string, between = '\n') =>
    each.map((words, at) => `${mark(at + 1)}${words}`).join(between);

  it.each([
    ['below the quoted questions', quoted(ALL)],
    ['numbered', with_((n) => `${n}. `)],
    ['numbered with brackets', with_((n) => `${n}) `)],
    ['numbered within brackets', with_((n) => `(${n}) `)],
    ['numbered with colons', with_((n) => `${n}: `)],
    ['numbered with dashes', with_((n) => `${n} – `)],
    ['numbered with nothing else', with_((n) => `${n} `)],
    ['numbered with empty lines between', with_((n) => `${n}.\n`, '\n\n')],
    ['numbered on one line', with_((n) => `${n}) `, ' ')],
    ['numbered and in bold', with_((n) => `*${n}.* `)],
    ['numbered on top of the quoted letter', `${with_((n) => `${n}. `)}\n\n${quoted({})}`],
    ['numbered below it', `${quoted({})}\n\n${with_((n) => `${n}. `)}`],
    ['with a greeting and a name', `Hello all,\n\n${with_((n) => `${n}. `)}\n\nLove,\nAna`],
    [
      'named',
      `Liked: ${ALL[1]}\nImprove: ${ALL[2]}\nGoing on: ${ALL[3]}\nOther methods: ${ALL[4]}\nRegroup: ${ALL[5]}`,
    ],
    [
      'named on one line',
      `Liked: ${ALL[1]} Could be better: ${ALL[2]} Keep going: ${ALL[3]}. Methods: ${ALL[4]}. New crew: ${ALL[5]}`.replace(
        /(Yes|Open space)\./g,
        '$1.',
      ),
    ],
    [
      'below questions that were repeated without a mark',
      LETTER.filter((line) => /^> \d/.test(line))
        .map((line, at) => `${line.replace(/^> \d\. /, '')}\n${each[at]}`)
        .join('\n'),
    ],
    [
      'behind numbered questions that were repeated',
      LETTER.filter((line) => /^> \d/.test(line))
        .map((line, at) => `${line.replace(/^> /, '')} ${each[at]}`)
        .join('\n'),
    ],
  ])('%s', (_, text) => {
    const plain = inText(text).map(({ words, ...rest }) => ({
      ...rest,
      words: words.replace(/(?<=Yes|space)\.$/, ''),
    }));
    expect(plain).toEqual(FIVE);
  });
});

describe('some answers', () => {
  it.each([
    ['1 yes 2) nothing 3 no', { liked: 'yes', improve: 'nothing', 'go-on': 'no' }],
    ['3: yes', { 'go-on': 'yes' }],
    ['3 yes', { 'go-on': 'yes' }],
    ['2. -\n3. yes', { 'go-on': 'yes' }],
    ['1. n/a\n2. Shorter', { improve: 'Shorter' }],
    [
      '1. The walk,\nthe soup\n\nand Ben\n2. Nothing',
      { liked: 'The walk,\nthe soup\n\nand Ben', improve: 'Nothing' },
    ],
    [
      '1. I liked the 2 hosts and 3 songs\n3. yes',
      { liked: 'I liked the 2 hosts and 3 songs', 'go-on': 'yes' },
    ],
    ['1. We met at 2: too early\n2. Later', { liked: 'We met at 2: too early', improve: 'Later' }],
    [
      '1. The walks\n2. Less talk\n\nBen, sorry about Friday!\nLove, Ana',
      { liked: 'The walks', improve: 'Less talk' },
    ],
    ['1. The walks\nAna', { liked: 'The walks' }],
    [quoted({ 2: 'Later in the day' }), { improve: 'Later in the day' }],
    [quoted({ 5: 'yes please' }), { regroup: 'yes please' }],
  ])('%j', (text, expected) => {
    expect(Object.fromEntries(inText(text).map(({ question, words }) => [question, words]))).toEqual(
      expected,
    );
  });

  it.each([
    '5 meetings were a lot of fun',
    '2 things: thank you, and see you',
    'It is 3 o’clock and I am tired.',
    'Thank you all, it was lovely.',
    quoted({}),
    '',
  ])('%j answers nothing', (text) => {
    expect(inText(text)).toEqual([]);
  });

  it('words below the whole letter are prose, not the answer to its last question', () => {
    expect(inText(`${quoted({})}\n\nYes, count me in!`)).toMatchObject([{ question: 'go-on', yes: true }]);
  });
});

describe('prose', () => {
  it('is told apart by its cues, and what has none goes to nobody', () => {
    const text =
      'Hi all! My mother is ill, I am a bit tired. I loved the silences. What worked best was the round of goals.\nThe evenings were too long, and next time I’d start earlier. We could try open space. Count me in!\nAna';
    expect(inText(text)).toEqual([
      { question: 'liked', words: 'I loved the silences. What worked best was the round of goals.' },
      { question: 'improve', words: 'The evenings were too long, and next time I’d start earlier.' },
      { question: 'go-on', words: text, yes: true },
      { question: 'methods', words: 'We could try open space.' },
    ]);
  });

  it('a sentence of two halves answers two questions', () => {
    expect(inText('I loved the walks but the evenings were too long.')).toEqual([
      { question: 'liked', words: 'I loved the walks' },
      { question: 'improve', words: 'the evenings were too long.' },
    ]);
  });

  it.each([
    'I loved it, and I will stop here.',
    '1. I loved it all. I won’t continue though.\n2. I’m out, sorry.',
    'Liked: you all, but count me out',
  ])('%j tells nobody of the crew that she leaves', (text) => {
    const answers = inText(text);
    expect(goesOn(answers)).toBe('no');
    const read = answers.filter(({ question }) => question !== 'go-on').map(({ words }) => words);
    expect(read.join(' ')).not.toMatch(/stop|continue|out/);
  });
});

const YES = [
  'yes I’d love to go on',
  'Yes, I would love to go on with you all.',
  'Count me in',
  'I’m in!',
  'im in',
  'I am definitely in for another season.',
  'let’s keep going',
  'I’d like to continue',
  'I want to continue with this crew.',
  'I can’t wait to go on!',
  'I don’t want to stop.',
  'I don’t want to leave the crew',
  'Happy to carry on',
  'I would be very happy to keep going.',
  'We should do another season',
  'Going on: yes',
  'Yes',
  'Yes please',
  'Thanks all.\n\nYes!',
  'Do we keep going? Yes!',
  'No – sorry, I meant yes',
  'I thought I’d stop here. On second thought, yes.',
  'I won’t go on. Actually, count me in.',
  'Even if it rains I’m in',
  'Sign me up for the next season',
  'I’d like to stay with this crew',
];
const NO = [
  'no, I will stop here',
  'I’m out',
  'I’m out this time, sorry.',
  'Not this time',
  'I won’t continue',
  'I will not go on.',
  'I don’t want to continue',
  'I do not think I will go on',
  'I can’t go on, work is too much.',
  'I’m not going to continue',
  'I’d rather not continue',
  'Count me out.',
  'Please don’t count me in',
  'Let’s stop here',
  'It’s time for me to move on',
  'This was my last season',
  'I’ll leave it here.',
  'I’d love to go on but I can’t',
  'Please go on without me',
  'No',
  'No.\nAna',
  'Yes – sorry, I meant no',
  'Yes, I’d love to go on.\n\nSorry, I meant no.',
  'I’ll step out.',
  'I’ve decided to leave the crew',
];
const UNCLEAR = [
  'if the others go on, yes',
  'I’d go on if Ben stays',
  'Maybe I’ll go on',
  'I’m not sure I want to continue',
  'I don’t know yet whether I’ll go on.',
  'Should I go on?',
  'Could we keep going?',
  'Maybe',
  'I’d love to go on, it depends on my work',
  'I might continue',
  'I want to go on, but I also want to stop here',
];
const NOT_SAID = [
  'Thank you all, it was lovely.',
  'I hope you go on!',
  'I’d love to go on holiday with you',
  'I want to continue the story that I began',
  'No problem at all.',
  'Yes, Ben was right about the soup.',
  'I’m in love with this crew',
  'I’m in two minds about the soup',
  'The meetings went on and on.',
  'You should keep going, you are wonderful.',
  'I left my umbrella at the last meeting.',
  'We kept going through the winter.',
  'I love that we stop at nine.',
];

describe('whether she goes on, in prose', () => {
  it.each(YES)('%j is a yes', (text) => expect(goesOn(inText(text))).toBe('yes'));
  it.each(NO)('%j is a no', (text) => expect(goesOn(inText(text))).toBe('no'));
  it.each(UNCLEAR)('%j is asked about', (text) => expect(goesOn(inText(text))).toBe('unclear'));
  it.each(NOT_SAID)('%j does not say', (text) => expect(goesOn(inText(text))).toBe('not said'));
});

describe('whether she goes on, where nothing else is asked', () => {
  it.each([
    ...YES,
    'Sure',
    'Of course!',
    'Absolutely',
    'Yep, see you Tuesday',
    'I do',
    'ok',
    '+1',
    '👍',
    'No problem, I’m in',
    'I’d love to',
    'Hi Grace,\nyes please.\nAna',
  ])('%j is a yes', (text) => expect(goesOn(toGoOn(text))).toBe('yes'));
  it.each([
    ...NO,
    'Nope',
    'No thanks',
    'I’m afraid not',
    'Sadly no.',
    'Not for me',
    'No, it was lovely but my time is short.',
    'I’d love to but I can’t',
    '👎',
    'Not really',
  ])('%j is a no', (text) => expect(goesOn(toGoOn(text))).toBe('no'));
  it.each([
    ...UNCLEAR,
    ...NOT_SAID.slice(0, 2),
    'Yes and no',
    'No idea',
    'Yes, if we meet less',
    'perhaps',
    'I will think about it',
  ])('%j cannot be told', (text) => expect(goesOn(toGoOn(text))).toBe('unclear'));

  it.each([
    ['Ja', 'yes'],
    ['Ja, gerne!', 'yes'],
    ['Nein, leider nicht', 'no'],
    ['Vielleicht', 'unclear'],
    ['Ja, wenn ihr alle mitmacht', 'unclear'],
    ['Oui, avec plaisir', 'yes'],
    ['Non merci', 'no'],
    ['Oui si vous continuez tous', 'unclear'],
    ['¡Sí!', 'yes'],
    ['Si', 'yes'],
    ['Claro que sí', 'yes'],
    ['No, gracias', 'no'],
    ['Quizás', 'unclear'],
    ['Sim, com prazer', 'yes'],
    ['Não', 'no'],
    ['Talvez', 'unclear'],
    ['Sì, volentieri', 'yes'],
    ['No grazie', 'no'],
    ['Forse', 'unclear'],
    ['Ja graag', 'yes'],
    ['Nee, deze keer niet', 'no'],
    ['Misschien', 'unclear'],
  ])('%j is %s', (text, expected) => {
    expect(goesOn(toGoOn(text))).toBe(expected);
  });

  it('no words are no answer', () => expect(toGoOn('')).toEqual([]));
});

describe('whatever comes', () => {
  it('never throws, and answers each question once at most', () => {
    const bits = fc.constantFrom(
      '1. ',
      '2) ',
      '3 ',
      '\n',
      'yes',
      'no',
      'I’d like to go on',
      ' but ',
      '? ',
      'Liked: ',
      '> ',
      'if ',
      '👍',
      '-',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(bits, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(
        text,
        fc.option(text, { nil: undefined }),
        fc.subarray([...REVIEW_QUESTIONS]),
        (words, quote, questions) => {
          const answers = readAnswers({ words, passages: [{ quote, words }] }, questions);
          const asked = answers.map(({ question }) => question);
          expect(asked).toEqual(questions.filter((question) => asked.includes(question)));
        },
      ),
    );
  });

  it.each([
    ['numbers', '1. '],
    ['bare numbers', '1 a 2 b '],
    ['labels', 'Liked: '],
    ['hopes', 'I would like '],
    ['going on', 'go on '],
    ['questions', 'What did you like? '],
    ['line ends', '\n'],
    ['spaces', ' '],
    ['stars', '*_>'],
    ['buts', ' but '],
    ['dots', '. '],
    ['commas', 'no, '],
  ])('100 KB of %s take no longer than a moment', (_, unit) => {
    const words = unit.repeat(Math.ceil(100_000 / unit.length));
    const started = process.cpuUsage();
    readAnswers({ words, passages: [{ quote: words, words }] }, REVIEW_QUESTIONS);
    readAnswers(
      {
        words: words.slice(0, 19_000),
        passages: [{ quote: words.slice(0, 500), words: words.slice(0, 19_000) }],
      },
      REVIEW_QUESTIONS,
    );
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_500);
  });
});
