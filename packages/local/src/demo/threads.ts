import type { Mail } from './mail.ts';

export interface Thread {
  /** The id of its first mail. */
  readonly id: string;
  readonly subject: string;
  /** Oldest first. */
  readonly mails: readonly Mail[];
}

/** As mail clients do (RFC 5256, REFERENCES): who shares a Message-ID or a reference stands together. Newest thread first. */
export function threadsOf(mails: readonly Mail[]): readonly Thread[] {
  const threads: { mails: Mail[]; ids: Set<string> }[] = [];
  for (const mail of mails) {
    const ids = [mail.messageId, ...mail.references];
    const found = threads.find((thread) => ids.some((id) => thread.ids.has(id)));
    const thread = found ?? { mails: [], ids: new Set<string>() };
    if (found === undefined) threads.push(thread);
    thread.mails.push(mail);
    for (const id of ids) if (id !== '') thread.ids.add(id);
  }
  return threads
    .map(
      ({ mails: [first, ...rest] }) =>
        first && { id: first.id, subject: first.subject, mails: [first, ...rest] },
    )
    .filter((thread) => thread !== undefined)
    .toSorted((a, b) => Number(b.mails.at(-1)?.id) - Number(a.mails.at(-1)?.id));
}
