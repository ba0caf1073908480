import type { Done, Measured } from './measured.ts';
import { CREWS, monthOf } from './month.ts';
import { CONGREGATION, LATENCY, PEAK, SLOWER } from './workload.ts';

/**
 * One congregation in the hour after 9:00 of a day on which PEAK.crews of its crews are asked. What an event takes of the table
 * is split between the webhook and its settling; both are counted with all of it.
 */
export function peakOf(measured: Measured) {
  const { season } = measured.counts;
  const { send, told, reply, strike } = season.done;
  const crews = CREWS * PEAK.crews;
  const letters = crews * CONGREGATION.crewOf;
  const fetches = letters * CONGREGATION.answered * PEAK.answersAtOnce;
  const events = letters * (told.count / season.letters);
  const share = fetches / reply.count;
  const month = monthOf(measured, 1);
  const uses = [
    [strike, crews / strike.count],
    [send, crews / send.count],
    [told, events / told.count],
    [reply, share],
  ] as const;
  const total = (of: 'writeUnits' | 'indexWriteUnits') =>
    uses.reduce((sum, [{ use }, times]) => sum + use.table[of] * times, 0);
  const seconds = (name: 'work' | 'webhook' | 'receive', { count, use }: Done) => {
    const asked =
      use.table.requests * LATENCY.table +
      (use.bucket.writes + use.bucket.reads) * LATENCY.bucket +
      (use.resend.sends + use.resend.reads) * LATENCY.resend;
    return (measured.functions[name].milliseconds * SLOWER + asked / count) / 1000;
  };
  return {
    strikes: crews,
    strikeSeconds: seconds('work', strike),
    sends: crews * (send.use.resend.sends / send.count),
    told: events,
    fetches,
    webhooks: events + fetches,
    webhookSeconds: seconds('webhook', told),
    toldSeconds: seconds('work', told),
    replySeconds: seconds('receive', reply),
    writes: total('writeUnits'),
    indexWrites: total('indexWriteUnits'),
    emailsAMonth: month.letters + month.received,
  };
}
