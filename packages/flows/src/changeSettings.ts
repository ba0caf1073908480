import {
  faultOf,
  nothing,
  replace,
  type Settings,
  type SettingsFault,
  USUAL_SETTINGS,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { audited, type HostRequest } from './hostRequest.ts';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/** What isn't named stays. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

export type SettingsChanged =
  | { readonly outcome: 'changed'; readonly settings: Settings }
  | { readonly outcome: 'refused'; readonly fault: SettingsFault };

/** Changes when a congregation's letters leave; an hour for which one is already planned stays. */
export function changeSettings(
  deps: Deciding,
  store: CongregationStore,
  { host }: Pick<HostRequest, 'host'>,
  change: SettingsChange,
): Promise<SettingsChanged> {
  return decideAndCommit<SettingsChanged>(deps, store, async () => {
    const congregation = await congregationOf(store);
    const before = congregation.settings ?? USUAL_SETTINGS;
    const settings = settingsAfter(before, change);
    const fault = faultOf(settings);
    if (fault !== undefined) return { decision: nothing, outcome: { outcome: 'refused', fault } };
    const outcome: SettingsChanged = { outcome: 'changed', settings };
    if (JSON.stringify(settings) === JSON.stringify(before)) return { decision: nothing, outcome };
    const now = deps.clock.now();
    return {
      decision: {
        ...nothing,
        records: [
          replace(congregation, { ...congregation, settings }),
          audited(deps, host, 'change-settings', congregation.congregation, now),
        ],
      },
      outcome,
    };
  });
}

const settingsAfter = (before: Settings, change: SettingsChange): Settings => ({
  promptDays: change.promptDays ?? before.promptDays,
  promptHour: change.promptHour ?? before.promptHour,
  digestDays: change.digestDays ?? before.digestDays,
  digestHour: change.digestHour ?? before.digestHour,
  reviewDays: change.reviewDays ?? before.reviewDays,
  reviewHour: change.reviewHour ?? before.reviewHour,
  outcomeDays: change.outcomeDays ?? before.outcomeDays,
  outcomeHour: change.outcomeHour ?? before.outcomeHour,
});
