import { millisecondsOf } from '@crewtide/domain';
import { whatIsDue } from '@crewtide/flows';
import { tickDeps } from './deps.ts';
import { onSchedule } from './parts/onSchedule.ts';

/** In one tick; what is left is hinted at by the next. */
const ENTRIES = 1_000;
const MESSAGES = 200;

const { deps, around } = tickDeps();

/** Every minute: hints at what is due and at mail that is not decided. */
export const handler = onSchedule(around, async () => {
  const now = deps.clock.now();
  const due = await whatIsDue(deps, { entries: ENTRIES });
  around.hints.add(due);
  const mail = await deps.rawMail.undecided(MESSAGES);
  around.hints.add(mail.map((id) => ({ kind: 'raw-mail', id })));
  const oldest = Math.min(...due.map((entry) => millisecondsOf(entry.due)), millisecondsOf(now));
  around.metrics.agendaLag((millisecondsOf(now) - oldest) / 1000);
  deps.log.info('ticked', { entries: due.length, mail: mail.length });
});
