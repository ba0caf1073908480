import type { Report } from '../graph/report.ts';
import { functionsIn, logGroupsIn, stagesIn } from './parts.ts';

const DAYS = 30;
/** Paths hold one-click tokens; the others tell who came. */
const PRIVATE = /\$context\.(path|identity|authorizer|customDomain|domain)/;

/** Logs end, and hold nothing private of those who knock. */
export function judgeLogs(report: Report): readonly string[] {
  const groups = logGroupsIn(report);
  const names = new Set(groups.map(({ name }) => name));
  return [
    ...groups
      .filter(({ retentionInDays }) => retentionInDays !== DAYS)
      .map(({ resource, retentionInDays }) => `${resource} keeps logs for ${retentionInDays} days`),
    ...functionsIn(report)
      .filter(({ loggingConfig }) => !names.has(loggingConfig.logGroup))
      .map(({ resource }) => `${resource} logs where nothing is ever deleted`),
    ...stagesIn(report)
      .filter(({ accessLogSettings }) => PRIVATE.test(accessLogSettings.format))
      .map(({ resource }) => `${resource} logs paths or who came`),
  ];
}
