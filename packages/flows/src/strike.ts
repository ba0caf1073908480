import {
  type Appointment,
  type CongregationId,
  type Decision,
  decideHostNotice,
  instantAt,
  nothing,
  remove,
  replace,
  type Stored,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { finishImport } from './importMembers.ts';
import type { CongregationStore, Striking } from './ports.ts';
import { letRawMailExpire } from './settleHeldMail.ts';
import { strikeAsk, strikeDigest } from './strikePrompt.ts';
import { strikeSeason } from './strikeSeason.ts';
import { tellChanges } from './tellChanges.ts';

export type Struck = 'carried-out' | 'moved' | 'not-due';

/** The third door: an appointment has come due, and decides again whether to move, drop or carry out. */
export async function strike(
  deps: Striking,
  congregation: CongregationId,
  appointmentId: string,
): Promise<Struck> {
  const store = deps.store.of(congregation);
  const struck = await decideAndCommit<Struck>(deps, store, async () => {
    const now = deps.clock.now();
    const appointment = await store.get('appointment', appointmentId);
    if (appointment === undefined || appointment.due > now) return { decision: nothing, outcome: 'not-due' };
    const due = instantAt(appointment.at, appointment.zone);
    if (appointment.errand.name !== 'import' && due > now) {
      return {
        decision: { ...nothing, records: [replace(appointment, { ...appointment, due })] },
        outcome: 'moved',
      };
    }
    return { decision: await carryOut(deps, store, appointment), outcome: 'carried-out' };
  });
  deps.log.info('appointment struck', { appointment: appointmentId.split('#')[0], outcome: struck });
  return struck;
}

async function carryOut(
  deps: Striking,
  store: CongregationStore,
  appointment: Stored<Appointment>,
): Promise<Decision> {
  const { errand } = appointment;
  switch (errand.name) {
    case 'ask':
      return strikeAsk(deps, store, appointment, errand.prompt);
    case 'digest':
      return strikeDigest(deps, store, appointment, errand.prompt);
    case 'season':
      return strikeSeason(deps, store, appointment, errand.season);
    case 'tell-changes':
      return tellChanges(deps, store, appointment, errand.season);
    case 'tell-hosts':
      return tellHosts(deps, store, appointment, errand.day);
    case 'import':
      await finishImport(deps, store, errand.import);
      return nothing;
    case 'let-raw-mail-expire':
      await letRawMailExpire(deps, store, errand.held);
      return { ...nothing, records: [remove(appointment)] };
  }
}

async function tellHosts(
  deps: Striking,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  day: string,
) {
  const [notices, members] = await Promise.all([
    store.list('host-notice', { prefix: `${day}#`, limit: 1000 }),
    store.list('member', { limit: 1000 }),
  ]);
  const hosts = members.items.filter((member) => member.role === 'host');
  return decideHostNotice({ appointment, notices: notices.items, hosts, day, now: deps.clock.now() });
}
