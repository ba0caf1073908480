import { instantAt, type Season, type SeasonChange, type SeasonId } from '@crewtide/domain';
import { changeSeason } from '@crewtide/flows';
import { createdRecord } from './created.ts';
import type { ApiDeps } from './deps.ts';
import type { AnyContext, HostEnv } from './env.ts';
import type { Idempotency } from './idempotency.ts';
import { problem } from './problems/problem.ts';
import { showSeason } from './shapes/season.ts';

/** Changes a season as its host asked, and answers it as it is then, or what stands in the way. */
export async function answerChange(
  deps: ApiDeps,
  c: AnyContext<HostEnv>,
  asked: {
    readonly season: SeasonId;
    /** Of one meeting, or of the season. */
    readonly changes: readonly SeasonChange[];
    readonly idempotency: Idempotency;
  },
) {
  const { host, store } = c.var;
  const { season: id, changes, idempotency } = asked;
  const made = await changeSeason(deps, store, { host, idempotency }, { season: id, changes });
  if (made.outcome === 'no-such-season') return problem(c, 'not-found');
  if (made.outcome === 'key-reused') return problem(c, 'idempotency-key-reused');
  const season = await createdRecord(store, 'season', id);
  if (made.outcome !== 'refused') return c.json(showSeason(season), 200);
  if (season.state.name !== 'running') return problem(c, 'season-not-running');
  switch (made.why) {
    case 'not-a-member':
      return invalid(c, '/host', 'is not in the crew');
    case 'season-full':
      return problem(c, 'season-full');
    case 'no-meeting':
      return problem(c, meetingOf(season, changes) === undefined ? 'not-found' : 'meeting-passed');
    case 'has-passed':
      return hasBegun(deps, season, changes)
        ? problem(c, 'meeting-passed')
        : invalid(c, '/startsAt', 'has passed');
  }
}

const invalid = (c: AnyContext<HostEnv>, pointer: string, detail: string) =>
  problem(c, 'invalid', { errors: [{ detail, pointer }] });

const meetingOf = ({ meetings }: Season, [first]: readonly SeasonChange[]) =>
  first !== undefined && 'meeting' in first
    ? meetings.find(({ number }) => number === first.meeting)
    : undefined;

function hasBegun({ clock }: ApiDeps, season: Season, changes: readonly SeasonChange[]): boolean {
  const meeting = meetingOf(season, changes);
  return meeting !== undefined && instantAt(meeting.startsAt, season.zone) <= clock.now();
}
