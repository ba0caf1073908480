/** @jsxImportSource hono/jsx */
import type { Attached, Mail } from '../mail.ts';

/** What else came with a mail, a line each; what the letter itself shows is left out. */
export const AttachedTo = ({ mail }: { readonly mail: Mail }) => {
  const others = mail.attachments.filter((each) => !isShown(each, mail) && !isSecondCalendar(each, mail));
  if (others.length === 0) return null;
  return (
    <ul class="attached">
      {others.map((each) => (
        <li>
          {describe(each)} <small>{sizeOf(each)}</small>
        </li>
      ))}
    </ul>
  );
};

const isShown = ({ contentId }: Attached, { html }: Mail) =>
  contentId !== '' && html?.includes(`cid:${contentId}`) === true;

/** The same calendar stands in the letter for programs that understand it, and as a file for others. */
const isSecondCalendar = ({ type }: Attached, { attachments }: Mail) =>
  type === 'application/ics' && attachments.some((each) => each.type === 'text/calendar');

function describe({ type, name, bytes }: Attached): string {
  if (type === 'text/calendar' || type === 'application/ics')
    return calendarLine(Buffer.from(bytes).toString());
  if (type === 'text/html') return `A page to keep and to print: ${name}`;
  return type.startsWith('image/') ? `Picture: ${name}` : name;
}

const calendarLine = (calendar: string): string => {
  const summary = /^SUMMARY:([^\r\n]*)/m.exec(calendar)?.[1] ?? 'meetings';
  const takesOut = /^METHOD:CANCEL/m.test(calendar);
  return takesOut ? `Calendar: takes ${summary} out of yours` : `Calendar: ${summary}, for yours`;
};

const sizeOf = ({ bytes }: Attached): string => `${Math.max(1, Math.round(bytes.length / 1000))} KB`;
