import type { Asked } from '@crewtide/infra/asked';
import type { Report } from '../graph/report.ts';
import type { LocalTable } from '../localTable.ts';
import { judgeAsked } from './asked.ts';
import { judgeFunctions } from './functions.ts';
import { judgeLogs } from './logs.ts';
import { judgePermissions } from './permissions.ts';
import { judgeQueues } from './queues.ts';
import { judgeSecrets } from './secrets.ts';
import { judgeStorage } from './storage.ts';

/** What the stages are held against. */
export interface Wanted {
  /** As in `functions/api.handler`. */
  readonly handlers: readonly string[];
  readonly table: LocalTable;
  /** What functions ask AWS for, by the names of their files. */
  readonly asked: Readonly<Record<string, Asked>>;
}

/** Everything that is wrong with one stage, a sentence each. */
export function judge(report: Report, { handlers, table, asked }: Wanted): readonly string[] {
  // Half a graph has offences that are none.
  if (report.errors.length > 0) return report.errors;
  return [
    ...judgeFunctions(report, handlers),
    ...judgeLogs(report),
    ...judgeQueues(report),
    ...judgePermissions(report),
    ...judgeAsked(report, asked),
    ...judgeSecrets(report),
    ...judgeStorage(report, table),
  ];
}
