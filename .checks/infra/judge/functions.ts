import type { Report } from '../graph/report.ts';
import { functionsIn, nameIn, routesIn, schedulesIn } from './parts.ts';

const ROUTES: Readonly<Record<string, string>> = {
  $default: 'functions/api.handler',
  'POST /webhooks/resend': 'functions/webhook.handler',
};
const SCHEDULES: Readonly<Record<string, string>> = {
  'functions/tick.handler': 'rate(1 minute)',
  'functions/sweep.handler': 'rate(10 minutes)',
};

/** `handlers`: what functions/ exports, as in `functions/api.handler`; each is deployed, and each where it belongs. */
export function judgeFunctions(report: Report, handlers: readonly string[]): readonly string[] {
  const deployed = new Set(report.builds.map(({ handler }) => handler));
  return [
    ...handlers.filter((handler) => !deployed.has(handler)).map((handler) => `${handler} is never called`),
    ...functionsIn(report).flatMap(({ resource, runtime, architectures }) => [
      ...(runtime === 'nodejs24.x' ? [] : [`${resource} runs on ${runtime}`]),
      ...(architectures.join() === 'arm64' ? [] : [`${resource} runs on ${architectures.join()}`]),
    ]),
    ...routes(report),
    ...schedules(report),
  ];
}

function routes(report: Report): readonly string[] {
  const found = new Map(
    routesIn(report).map(({ routeKey, resource }) => [
      routeKey,
      handlerOf(report, resource.replace(/Route$/, 'Handler')),
    ]),
  );
  return differences('route', ROUTES, found);
}

function schedules(report: Report): readonly string[] {
  const components = new Map(
    functionsIn(report).map(({ name, resource }) => [name, resource.replace(/Function$/, '')]),
  );
  const found = new Map(
    schedulesIn(report).map(({ target, state, scheduleExpression }) => [
      handlerOf(report, components.get(nameIn(target.arn))) ?? target.arn,
      state === 'ENABLED' ? scheduleExpression : state,
    ]),
  );
  return differences('schedule of', SCHEDULES, found);
}

const handlerOf = ({ builds }: Report, component: string | undefined): string | undefined =>
  builds.find((build) => build.component === component)?.handler;

const differences = (
  what: string,
  wanted: Readonly<Record<string, string>>,
  found: ReadonlyMap<string, string | undefined>,
): readonly string[] =>
  [...new Set([...Object.keys(wanted), ...found.keys()])]
    .filter((key) => wanted[key] !== found.get(key))
    .map((key) => `${what} ${key}: is ${found.get(key)}, should be ${wanted[key]}`);
