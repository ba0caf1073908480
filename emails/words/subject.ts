import { inSentence, oneLine } from './clean.ts';

/** A phone shows 35 to 45 characters; what follows is for wider screens. */
const CREW = 28;
const WHOLE = 68;

/** `Dolphins: What would help you this week?`, short enough for a list of mails. */
export function promptSubject(crew: string, questions: readonly string[]): string {
  const name = oneLine(crew, CREW);
  const [first = ''] = questions;
  return oneLine(`${name}: ${oneLine(first, WHOLE - name.length - 2)}`, WHOLE);
}

/** The same thread in clients that group by subject. */
export const digestSubject = (crew: string, questions: readonly string[]): string =>
  `Re: ${promptSubject(crew, questions)}`;

const REPLIED = /^(?:\s*(?:re|aw|sv|antw|rif|r)\s*(?:\[\d+\])?\s*:)+/i;

/** Of a letter within the thread whose first letter bears that subject. */
export const replySubject = (about: string): string =>
  `Re: ${oneLine(about.slice(0, 300).replace(REPLIED, ''), WHOLE)}`;

/** What a mail is about, by its subject, as it goes on in a sentence: ` about “Dolphins: …”`, or nothing. */
export function aboutWhat(subject: string): string {
  const line = inSentence(subject.slice(0, 300).replace(REPLIED, ''), 100);
  return line === '' ? '' : ` about “${line}”`;
}
