import { type LetterContent, letterContent, type Template } from '@crewtide/domain';
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
    .replace(/<br\/>|<\/(p|h1|h2|div)>/g, '\n')
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
    'It is kept, and Ben, Caro, Dev and Ewa will read it in your crew’s next letter.',
  ],
  'digest-only-late': ['It stayed quiet this time, and that is fine.', 'I was on the road'],
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
  'ask-sender-no-letter': ['please write it once more', 'reply “no” and it is discarded'],
  'no-words': ['reached us, but we found no words in it'],
  unreadable: ['reached us and is kept, but we couldn’t open it', 'as plain text'],
  'host-notice': [
    'From anna.at.work@example.com, in answer to a crew’s prompt: it came from an address that we don’t know',
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

  it('fetches nothing: no picture, sheet, script, font or hidden text', async () => {
    for (const { name } of previews) {
      const { html } = await letter(name);
      expect(html, name).not.toMatch(/<(img|script|link|iframe|form|input|button)\b/i);
      expect(html, name).not.toMatch(/\bsrc=|background=|url\(|@import|display:\s*none/i);
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
      expect(new Set([...links, preview(name).recipient.leaveUrl]).size, name).toBe(1);
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
    for (const name of ['prompt', 'digest', 'confirm', 'ask-sender', 'no-words', 'unreadable']) {
      const { html, text } = await letter(name);
      expect(text, name).toMatch(/will read/);
      expect(seen(html), name).toMatch(/will read/);
    }
  });

  it('is the same letter each time', async () => {
    expect(await letter('digest')).toEqual(await letter('digest'));
  });

  it('has a receipt for each thing done, whatever is left out', async () => {
    const { recipient } = preview('prompt');
    const { text } = await render({ template: 'receipt', done: 'pause' }, recipient);
    expect(text).toContain('Your letters from Willow Circle are paused.');
    for (const asked of ['stop', 'pause', 'resume', 'not-me', 'no-thanks', 'yes', 'no'] as const) {
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
