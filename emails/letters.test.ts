import { type LetterContent, letterContent, request, type Template } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { previews } from './previews.ts';
import { render } from './render.ts';

const preview = (name: string) => {
  const found = previews.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no preview is called ${name}`);
  return found;
};
const letter = (name: string) => render(preview(name).content, preview(name).recipient);

/** What a person sees of the html, a line for each block. */
const seen = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<br\/>|<\/(p|h1|h2|div|td)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const ESSENTIAL: Readonly<Record<string, readonly string[]>> = {
  welcome: ['Ben Okafor added you to Willow Circle', 'your time zone (Lisbon)', '30 days', '“no thanks”'],
  prompt: [
    'What would help you most in the coming week?',
    'Ben, Caro, Dev and Ewa will read your answer. Nobody else will, not even hosts.',
    'Thursday 3 December, 18:00 (Lisbon time)',
    'Reply to answer. You can also reply: pause · stop · this was not me.',
  ],
  'prompt-two-questions': ['1. Since we last met', '2. What would you like', 'to one or to both'],
  digest: [
    'Caro',
    'is it too long?',
    'To an earlier question: “What have you been putting off?”',
    'I did call my brother after all.',
    'Reply, and Ben, Caro, Dev and Ewa read it at once. Nobody else will, not even hosts.',
  ],
  'digest-only-late': ['It stayed quiet this time, and that is fine.', 'I was on the road'],
  'prompt-meeting': [
    'the third of five meetings of Dolphins is on',
    'Thursday 3 December, 19:30 (Lisbon time)',
    'Ben hosts. 90 minutes.',
    'How you spend the 90 minutes: Case clinic',
    '10 min',
    'Arrive',
    'Wednesday 2 December, 18:00 (Lisbon time)',
  ],
  'prompt-meeting-two-questions': ['Thursday 3 December, 20:30 (19:30 in Lisbon)', '2. What would you like'],
  'prompt-you-host': [
    'You host. 90 minutes.',
    'It is your turn to host, thank you.',
    '“move to Thursday 19:30”, “cancel”, “skip” (then one is added at the end), “we meet at …”, or “swap with Anna”.',
  ],
  'prompt-you-host-elsewhere': ['“move to Thursday 19:30”, by your own clock, “cancel”'],
  'prompt-nobody-hosts-next-day': [
    'Friday 4 December, 08:30 (Thursday 19:30 in Lisbon)',
    'The library, second floor',
    'Nobody is named to host. 90 minutes.',
    'Thursday 3 December, 07:00 (Wednesday 18:00 in Lisbon)',
  ],
  'prompt-right-to-left': ['הספרייה, קומה שנייה', '\u2068כרמל\u2069 hosts. 90 minutes.'],
  'prompt-japanese': ['水曜の会', '健太 hosts. 90 minutes.'],
  'prompt-long': ['Maria Antonieta Josefa', 'to one or to both'],
  'digest-meeting': ['before you meet:', 'Thursday 3 December, 20:30 (19:30 in Lisbon)'],
  'digest-photos': [
    'The garden in November',
    'and 2 more pictures',
    'with 1 picture that can’t be shown here',
  ],
  'digest-seven': ['美咲', 'One quiet week.'],
  'digest-long': ['We walked all the way along the river'],
  note: [
    'Caro wrote to Dolphins:',
    'I am ten minutes late on Thursday',
    'Reply, and Ben, Caro, Dev and Ewa read it at once.',
  ],
  'note-photo': ['Look what was left.', 'The garden in November', 'Reply, and Ewa reads it at once.'],
  'your-crew': [
    'this is your crew:',
    'In it with you: Ben, Caro, Dev and Ewa.',
    'You meet five times, every Thursday at 19:30 in Lisbon, for 90 minutes.',
    'Your meetings (Lisbon time)',
    'Thu 3 December, 19:30',
    'you host',
    'A meeting that you host is yours to change',
    'calendar file',
    'read it at once',
  ],
  'your-crew-next-day': ['Your meetings, by your clock (Thursday 19:30 in Lisbon)', 'Fri 20 November, 08:30'],
  'your-crew-ten-meetings': [
    'goes into its third season',
    'You meet ten times, every second Thursday at 19:30 in Lisbon',
    'Thu 14 January 2027, 20:30',
    'Caro’s kitchen',
  ],
  'your-crew-moon': [
    'the Thursday nearest the full moon at 19:30 in Lisbon',
    'Where: The library, second floor',
  ],
  change: [
    'The meeting of Thursday 3 December, 20:30 moves to Friday 4 December, 21:00 (20:00 in Lisbon).',
    'brings your calendar up to date',
    'Thu 10 December, 20:30',
  ],
  'change-everything': [
    'The meeting of Friday 11 December, 08:30 (Thursday 19:30 in Lisbon) is not held.',
    'There is one more meeting: Friday 8 January, 08:30 (Thursday 19:30 in Lisbon), at this place:',
    'is at another place:',
    'You host the meeting of Friday 18 December',
    'Nobody is named to host the meeting of Friday 8 January',
    'Your crew is now Anna, Ben, Caro, Dev and Ewa.',
  ],
  'change-ended': ['The season ends here. What was still to come is not held.'],
  echo: [
    'it is done:',
    'moves to Friday 4 December, 20:00 (Lisbon time).',
    'Reply “undo” until 16:12 (Lisbon time)',
  ],
  'change-unclear': ['Can we move it a bit?', 'Nothing has changed', 'which day and which time'],
  'change-unclear-passed': ['that time has passed already'],
  'change-unclear-whom': ['whom of your crew you mean', '“swap with Ben”'],
  'change-unclear-none': ['there is no meeting to come that you host'],
  'change-unclear-full': ['as many meetings as it can hold'],
  'change-unclear-late': ['its hour is over, and your crew has heard'],
  farewell: ['a host has taken you out of the crew', 'takes its meetings out of your calendar'],
  review: [
    'Dolphins met five times',
    'Five short questions, answered on top, numbered, between the lines or in one paragraph, as you like:',
    '1. What did you like?',
    '5. If it ends here',
    'goes to your crew without names',
    'Whether you go on is read by nobody: not your crew, not the hosts.',
    'On Friday 25 December, 18:00 (Lisbon time) everyone hears how it ends.',
    'saying no looks the same to everyone as saying nothing',
  ],
  'review-late-answers': ['What came in after the last letter', 'The night train and a book.'],
  'go-on': ['Would you like to go on with Dolphins?', 'Reply “yes” or “no”.', 'is read by nobody'],
  'outcome-complete': [
    'Your season with Dolphins is complete.',
    'You met five times',
    'What you all liked',
    'The quiet minutes.',
    'Reply “keep” and the season’s pages come to you',
  ],
  'outcome-goes-on': [
    'Your crew Dolphins goes on.',
    'In it with you: Ben and Caro.',
    'Thursday 7 January, 20:30 (19:30 in Lisbon)',
  ],
  'outcome-quiet': ['You met once', 'Nobody but you will read it'],
  keepsake: [
    'here is what you all wrote in Dolphins, November to December 2026.',
    'Thursday 26 November 2026',
    'The garden, as ever.',
    'with 2 pictures that can’t be shown here',
  ],
  'keepsake-quiet': ['Nobody wrote this time, and that is fine: you met.'],
  'keepsake-shortened': ['Not all of it fits a letter.', 'Friday 20 November 2026'],
  'receipt-undone': ['taken back, and all is as it was before'],
  'receipt-stop': ['No more letters will come to you', '“resume”'],
  'receipt-pause': ['paused until Monday 1 March 2027', '“resume”'],
  'receipt-resume': ['are on again', '“pause” or “stop”'],
  'receipt-not-me': ['won’t write to this address again', '“resume”'],
  'receipt-no-thanks': ['You’re out', '“resume”'],
  'receipt-released': ['counted as yours', 'ask a host'],
  'receipt-discarded': ['is discarded', 'write it again'],
  confirm: ['You asked us to pause your letters', 'Reply “yes”', 'What you wrote is kept'],
  'ask-sender': [
    'anna.at.work@example.com',
    'about “Dolphins: What would help you most in the coming week?”',
    'Reply “yes” and it is counted as yours. Reply “no” and it is discarded.',
  ],
  'ask-sender-unproven': [
    'A mail about “Dolphins: What would help you most in the coming week?” came in from anna@example.org, but nothing showed',
    'Reply “yes” and it is counted as yours. Reply “no” and it is discarded.',
  ],
  'ask-sender-no-letter': ['please write it once more', 'reply “no” and it is discarded'],
  'no-words': ['reached us, but we found no words in it'],
  unreadable: ['reached us and is kept, but we couldn’t open it', 'as plain text'],
  'host-notice': [
    'From anna.at.work@example.com, in answer to a crew’s prompt: it came from an address that we don’t know',
    'From anna@example.org, in answer to a crew’s prompt: nothing showed that it really came from that address',
    'To Caro: a crew’s prompt',
    'Release or discard them through the API',
    'And 3 more',
  ],
};

describe('every letter', () => {
  it.each(previews.map(({ name }) => name))(
    '%s says the same essential words in html and text',
    async (name) => {
      const { html, text } = await letter(name);
      const words = ESSENTIAL[name];
      expect(words, `essential words of ${name}`).toBeDefined();
      for (const each of words ?? []) {
        expect(text).toContain(each);
        expect(seen(html)).toContain(each);
      }
    },
  );

  it('has a preview of every kind', () => {
    const kinds = new Set<Template>(previews.map(({ content }) => content.template));
    const known = letterContent.options.map((option) => option.shape.template.value);
    expect([...kinds].sort()).toEqual([...known].sort());
  });

  it('fetches nothing: no sheet, script, font or hidden text, and no picture but those that come with it', async () => {
    for (const { name } of previews) {
      const { html } = await letter(name);
      expect(html, name).not.toMatch(/<(script|link|iframe|form|input|button)\b/i);
      expect(html.replaceAll(/src="cid:[a-z2-7]{16}"/g, ''), name).not.toMatch(
        /\bsrc=|background=|url\(|@import|display:\s*none/i,
      );
      const { leaveUrl, keepsakeUrl = leaveUrl } = preview(name).recipient;
      for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) {
        if (href !== leaveUrl && href !== keepsakeUrl)
          expect(href, name).toMatch(/^https:\/\/meet\.example\.org\//);
      }
    }
  });

  it('has a text part without markup, in whole paragraphs', async () => {
    for (const { name } of previews) {
      const { text } = await letter(name);
      expect(text, name).not.toMatch(/<[a-z!/]|&(amp|lt|gt|quot|nbsp|#x?\d+);/i);
      expect(text, name).not.toMatch(/\n{3}|[^\n]{1000}/);
    }
  });

  it('keeps its voice: no exclamation marks, no emoji', async () => {
    for (const { name } of previews) {
      const { subject, text } = await letter(name);
      expect(subject + text, name).not.toMatch(/!|\p{Extended_Pictographic}/u);
    }
  });

  it('ends with what can be replied and the way out, or says that it is the last', async () => {
    for (const { name, recipient } of previews) {
      const { text } = await letter(name);
      const end = text.split('\n-- \n')[1] ?? '';
      const isLast = ['receipt-stop', 'receipt-not-me', 'receipt-no-thanks'].includes(name);
      if (isLast) expect(end, name).toBe('This is the last letter from Willow Circle.\n');
      else {
        expect(end, name).toMatch(/repl.*stop · this was not me\.\n/);
        expect(end, name).toContain(`Leave Willow Circle: ${recipient.leaveUrl}\n`);
      }
    }
  });

  it('says who will read the answer, wherever it asks', async () => {
    const SILENT = new Set(['welcome', 'farewell', 'keepsake', 'receipt', 'host-notice']);
    for (const { name, content } of previews) {
      if (SILENT.has(content.template)) continue;
      const { html, text } = await letter(name);
      expect(text, name).toMatch(/will read|reads? it at once|read by nobody/);
      expect(seen(html), name).toMatch(/will read|reads? it at once|read by nobody/);
    }
  });

  it('is short enough for Gmail to show whole', async () => {
    for (const { name } of previews) {
      expect(Buffer.byteLength((await letter(name)).html), name).toBeLessThan(102_000);
    }
  });

  it('has a subject that a list of mails shows whole, or nearly', async () => {
    for (const { name } of previews) {
      const { subject } = await letter(name);
      expect(subject.length, name).toBeLessThanOrEqual(72);
      expect(subject, name).not.toMatch(/^\s|\s$/);
    }
  });

  it('is the same letter each time', async () => {
    expect(await letter('digest')).toEqual(await letter('digest'));
  });

  it('has a receipt for each thing done, whatever is left out', async () => {
    const { recipient } = preview('prompt');
    const { text } = await render({ template: 'receipt', done: 'pause' }, recipient);
    expect(text).toContain('Your letters from Willow Circle are paused.');
    for (const asked of request.options) {
      const content: LetterContent = { template: 'confirm', asked };
      expect((await render(content, recipient)).text).toContain('Reply “yes”');
    }
  });

  it('tells hosts the letter’s kind, and nothing where nothing is known', async () => {
    const { recipient } = preview('host-notice');
    const content: LetterContent = {
      template: 'host-notice',
      held: [{ sender: 'x@example.org', reason: 'no-letter-named', letter: 'none' }],
      undeliverable: [],
    };
    const { subject, text } = await render(content, recipient);
    expect(subject).toBe('Willow Circle: 1 mail waiting');
    expect(text).toContain('1 mail waits for your decision:');
    expect(text).toContain('• From x@example.org: it didn’t say which letter it answers.');
  });
});
