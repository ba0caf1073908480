import { millisecondsOf } from '@crewtide/domain';
import { isTold, whatIsDue } from '@crewtide/flows';
import { tickDeps } from './deps.ts';
import { onSchedule } from './parts/onSchedule.ts';

/** In one minute; the next ones tell of the rest. */
const ENTRIES = 1_000;
const MESSAGES = 200;

const { deps, around } = tickDeps();

/** Every minute: hints at what is due, and at mail that is not decided. */
export const handler = onSchedule(around, async () => {
  const now = deps.clock.now();
  const due = await whatIsDue(deps, { overdue: 'every' });
  const told = due.filter((entry) => isTold(entry, now)).slice(0, ENTRIES);
  const mail = await deps.rawMail.undecided(MESSAGES);
  around.hints.add([...told, ...mail.map((id) => ({ kind: 'raw-mail' as const, id }))]);
  const since = due.reduce((oldest, entry) => (entry.due < oldest ? entry.due : oldest), now);
  around.metrics.agendaLag((millisecondsOf(now) - millisecondsOf(since)) / 1_000);
  deps.log.info('ticked', { due: due.length, told: told.length, mail: mail.length });
});
