import type { LetterContent } from '@crewtide/domain';
import type { ContentOf } from '../draft.ts';
import { thirdMeeting } from './meetings.ts';
import {
  anna,
  asked,
  at,
  auckland,
  berlin,
  host,
  jerusalem,
  longNamed,
  longWords,
  manyNames,
  type Preview,
  question,
  readers,
  tokyo,
} from './people.ts';

const names = readers.map(({ name }) => name);
/** A crew without a season is asked at the hour that its host chose. */
const bare: ContentOf<'prompt'> = {
  template: 'prompt',
  prompt: asked,
  crew: 'Dolphins',
  questions: [question],
  readers: names,
  digestAt: at('2026-12-03T18:00'),
};
const twoQuestions = [
  'Since we last met, what did you do that you had put off for a long time?',
  'What would you like an hour of our attention for on Thursday?',
];
const prompt: ContentOf<'prompt'> = {
  ...bare,
  digestAt: at('2026-12-02T18:00'),
  meeting: thirdMeeting,
};
const { host: _, ...hostless } = thirdMeeting;

/** What crews are asked before their meetings, as each of them gets it. */
export const asking: readonly Preview[] = [
  { name: 'prompt', content: bare, recipient: anna },
  { name: 'prompt-two-questions', content: { ...bare, questions: twoQuestions }, recipient: anna },
  { name: 'prompt-meeting', content: prompt, recipient: anna },
  {
    name: 'prompt-meeting-two-questions',
    content: { ...prompt, questions: twoQuestions },
    recipient: berlin,
  },
  {
    name: 'prompt-you-host',
    content: {
      ...prompt,
      readers: ['Anna', 'Caro', 'Dev', 'Ewa'],
      meeting: { ...thirdMeeting, host: { who: 'you' } },
    },
    recipient: host,
  },
  {
    name: 'prompt-you-host-elsewhere',
    content: { ...prompt, readers: ['Anna'], meeting: { ...thirdMeeting, host: { who: 'you' } } },
    recipient: berlin,
  },
  {
    name: 'prompt-nobody-hosts-next-day',
    content: { ...prompt, meeting: { ...hostless, place: 'The library, second floor' } },
    recipient: auckland,
  },
  { name: 'prompt-right-to-left', content: rightToLeft(), recipient: jerusalem },
  { name: 'prompt-japanese', content: japanese(), recipient: tokyo },
  {
    name: 'prompt-long',
    content: {
      ...prompt,
      crew: 'The Tuesday circle of those who want to write more letters by hand',
      questions: [longWords(500), longWords(300)],
      readers: manyNames,
      meeting: {
        ...thirdMeeting,
        place: `https://meet.example.org/${'rooms/'.repeat(40)}`,
        host: { who: 'other', name: longNamed.member.name },
      },
    },
    recipient: longNamed,
  },
];

function rightToLeft(): LetterContent {
  return {
    ...prompt,
    crew: 'הדולפינים',
    questions: ['מה יעזור לך הכי הרבה בשבוע הבא?'],
    readers: ['Ben', 'כרמל', 'Dev'],
    meeting: { ...thirdMeeting, place: 'הספרייה, קומה שנייה', host: { who: 'other', name: 'כרמל' } },
  };
}

function japanese(): LetterContent {
  return {
    ...prompt,
    crew: '水曜の会',
    questions: ['来週、いちばん助けになることは何ですか。'],
    readers: ['Ben', '健太', 'Dev'],
    meeting: { ...thirdMeeting, host: { who: 'other', name: '健太' } },
  };
}
