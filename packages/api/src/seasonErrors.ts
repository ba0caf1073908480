import type { SeasonRefused } from '@crewtide/domain';
import type { ProblemError } from './problems/schema.ts';
import type { NewSeasonBody } from './shapes/season.ts';

/** Where in what was posted a season's plan can't be kept, `at` being where the season stands in it; `size` stands elsewhere. */
export function seasonErrors(
  refused: Exclude<SeasonRefused, { outcome: 'size' }>,
  { practice, minutes, hosting = [] }: NewSeasonBody,
  at: '' | '/season',
): readonly ProblemError[] {
  switch (refused.outcome) {
    case 'host-not-in-crew':
      return hosting.flatMap((host, index) =>
        refused.members.includes(host)
          ? [{ detail: 'is not in the crew', pointer: `${at}/hosting/${index}` }]
          : [],
      );
    case 'unknown-practice':
      return [{ detail: 'no such practice', pointer: `${at}/practice` }];
    case 'practice-has-no-plan-of-that-length':
      return [{ detail: `“${practice}” has no steps for ${minutes} minutes`, pointer: `${at}/minutes` }];
    case 'first-meeting-in-the-past':
      return [{ detail: 'the first meeting would have begun already', pointer: `${at}/first` }];
    case 'first-meeting-too-far':
      return [{ detail: 'must be within two years', pointer: `${at}/first` }];
  }
}
