/** @jsxImportSource hono/jsx */
import type { Person } from '../setUp.ts';
import type { Thread } from '../threads.ts';
import { MailShown, type Show } from './mailShown.tsx';
import { Page, type PageFrame } from './page.tsx';
import { ReplyForm } from './replyForm.tsx';
import { slugOf } from './room.ts';

const SHOWS: readonly { readonly show: Show; readonly label: string }[] = [
  { show: 'html', label: 'Letter' },
  { show: 'text', label: 'Plain text' },
  { show: 'source', label: 'Source' },
];

export interface ThreadPageProps {
  readonly frame: PageFrame;
  readonly person: Person;
  readonly thread: Thread;
  readonly show: Show;
}

export const ThreadPage = ({ frame, person, thread, show }: ThreadPageProps) => {
  const mailbox = `/people/${slugOf(person)}`;
  const answered = thread.mails.findLast((mail) => !mail.sent);
  return (
    <Page frame={frame} title={thread.subject}>
      <a class="back always" href={mailbox}>
        {person.name}
      </a>
      <h1 class="subject">{thread.subject}</h1>
      <nav class="shows" aria-label="How to show">
        {SHOWS.map((each) => (
          <a
            href={`${mailbox}/${thread.id}${each.show === 'html' ? '' : `?show=${each.show}`}`}
            aria-current={each.show === show ? 'true' : undefined}
          >
            {each.label}
          </a>
        ))}
      </nav>
      {thread.mails.map((mail) => (
        <MailShown mail={mail} person={person} show={show} />
      ))}
      {answered !== undefined && (
        <ReplyForm person={person} answers={answered} action={`${mailbox}/${thread.id}/reply`} />
      )}
    </Page>
  );
};
