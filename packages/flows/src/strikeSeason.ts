import {
  type Appointment,
  type Decision,
  decideSeasonStep,
  instantAt,
  later,
  nothing,
  type Reply,
  remove,
  replace,
  type SeasonId,
  type Stored,
  seasonId,
  stepDue,
  threadOfSeason,
} from '@crewtide/domain';
import { loadSeason } from './loadSeason.ts';
import type { CongregationStore, Striking } from './ports.ts';
import { practiceOf } from './practiceOf.ts';
import { repliesIn } from './repliesIn.ts';
import { lateRepliesOf } from './strikePrompt.ts';

/** The season's next step; loads only what this one needs. */
export async function strikeSeason(
  deps: Pick<Striking, 'clock' | 'ids' | 'rawMail'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: SeasonId,
): Promise<Decision> {
  const loaded = await loadSeason(store, id, appointment);
  const now = deps.clock.now();
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  const { season, crew, members, settings } = loaded;
  const step = stepDue(season, members, settings, now);
  if (step === 'outcome' && (await mayHaveComeInTime(deps, appointment))) {
    return { ...nothing, records: [replace(appointment, { ...appointment, due: later(now, A_MOMENT) })] };
  }
  const [practice, late, replies] = await Promise.all([
    step === 'ask' || step === 'outcome' ? practiceOf(store, season.practice) : undefined,
    step === 'review' ? lateRepliesOf(store, crew.id) : [],
    step === 'outcome' ? repliesInSeason(store, id) : [],
  ]);
  const nextSeason = seasonId.parse(deps.ids.fresh());
  return decideSeasonStep({ ...loaded, appointment, practice, late, replies, nextSeason, now });
}

/** Mail that was stored before a crash is decided within it. */
const A_MOMENT = { minutes: 1 } as const;

/** An outcome can't be taken back: once it waits for mail that is stored and not decided, a yes perhaps. */
const mayHaveComeInTime = async (
  { rawMail }: Pick<Striking, 'rawMail'>,
  { at, zone, due }: Appointment,
): Promise<boolean> => due === instantAt(at, zone) && (await rawMail.undecided(1)).length > 0;

/** What was answered to its review. */
const repliesInSeason = async (store: CongregationStore, id: SeasonId): Promise<readonly Reply[]> =>
  (await repliesIn(store, threadOfSeason(id))).filter((reply) => reply.season === id);
