import type { Message } from './parse.ts';

/** An attendee's calendar answers an invitation, or proposes another time (RFC 5546, 3.2.3 and 3.2.7). */
export const isCalendarAnswer = ({ attachments }: Pick<Message, 'attachments'>): boolean =>
  attachments.some(({ type, method, content }) => {
    if (type !== 'text/calendar' && type !== 'application/ics') return false;
    return ANSWERS.test(method === '' ? statedMethod(content) : method);
  });

const ANSWERS = /^(reply|counter)$/i;
const HEAD = 2000;

const statedMethod = (content: Uint8Array): string =>
  /^METHOD:[ \t]*([A-Za-z]+)/im.exec(new TextDecoder().decode(content.subarray(0, HEAD)))?.[1] ?? '';

/**
 * What a person wrote besides what her calendar writes; empty when it is the calendar's alone. Outlook and Exchange send
 * nothing else than her comment; Google puts it below a line of its own; others begin with a line that says who answered.
 */
export function noteOf(words: string): string {
  const noted = NOTED.exec(words);
  if (noted !== null) return paragraphAfter(words.slice(noted.index + noted[0].length));
  if (GOOGLE.test(words)) return '';
  return words
    .split('\n')
    .filter((line) => !isStated(line) && !DETAIL.test(line))
    .join('\n')
    .trim();
}

const NOTED = /\bwith (this|the following) (note|comment|message):[ \t]*\n?/i;
const GOOGLE = /\bGoogle Calendar\b|calendar\.google\.com/i;
const DETAIL =
  /^\W*(when|where|what|who|title|organi[sz]er|attendees?|location|date|time|calendar|event|invitation)\W*:/i;

/** Longer lines, and what somebody says of herself, are her own. */
const LONGEST_STATED = 200;
const isStated = (line: string) =>
  line.length <= LONGEST_STATED && !/^\W*(I|we)\b/i.test(line) && STATED.test(line);

const paragraphAfter = (text: string): string => {
  const [first = ''] = text.trimStart().split(/\n[ \t]*\n/, 1);
  return first
    .trim()
    .replace(/^["“](.*)["”]$/su, '$1')
    .trim();
};

/** How calendars say it in some languages. */
const STATED = new RegExp(
  [
    '^\\W*(accepted|declined|tentative(ly accepted)?|new time proposed)\\b',
    '\\b(has|have) (\\w+ )?(accepted|declined|replied|responded|proposed)\\b',
    '\\b(tentatively|provisionally) accepted\\b',
    '\\b(accepted|declined) (this|the|your|an) (invitation|invite|event|meeting)\\b',
    '^\\W*(zugesagt|abgesagt|mit vorbehalt|angenommen|abgelehnt)\\b',
    '\\bhat .{0,80}(angenommen|abgelehnt|zugesagt|abgesagt)\\b',
    '^\\W*(accepté|refusé|provisoire)|\\ba (accepté|refusé|décliné)',
    '^\\W*(aceptad[oa]|rechazad[oa]|provisional)\\b|\\bha (aceptado|rechazado)\\b',
    '^\\W*(aceit[oea]|recusad[oa])\\b|\\b(aceitou|recusou)\\b',
    '^\\W*(accettat[oa]|rifiutat[oa])\\b|\\bha (accettato|rifiutato)\\b',
    '^\\W*(geaccepteerd|afgewezen)\\b|\\bheeft .{0,80}(geaccepteerd|afgewezen)\\b',
  ].join('|'),
  'iu',
);
