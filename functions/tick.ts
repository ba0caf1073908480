import { millisecondsOf } from '@crewtide/domain';
import { isTold, whatIsDue } from '@crewtide/flows';
import { tickDeps } from './deps.ts';
import { onSchedule } from './parts/onSchedule.ts';

/** In one minute; the next ones tell of the rest. */
const ENTRIES = 1_000;
const MESSAGES = 200;

const { deps, around } = tickDeps();

/** Every minute: hints at what is due, and at mail that is not decided. What the first found goes out if the second fails. */
export const handler = onSchedule(around, async () => {
  const now = deps.clock.now();
  const due = await whatIsDue(deps, { overdue: 'every' });
  const told = due.filter((entry) => isTold(entry, now)).slice(0, ENTRIES);
  around.hints.add(told);
  const since = due.reduce((oldest, entry) => (entry.due < oldest ? entry.due : oldest), now);
  around.metrics.agendaLag((millisecondsOf(now) - millisecondsOf(since)) / 1_000);
  const mail = await deps.rawMail.undecided(MESSAGES);
  around.hints.add(mail.map((id) => ({ kind: 'raw-mail', id })));
  deps.log.info('ticked', { due: due.length, told: told.length, mail: mail.length });
});
