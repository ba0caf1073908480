import type { Asked } from '@crewtide/infra/asked';
import type { Report } from '../graph/report.ts';
import { bucketsIn, functionsIn, nameIn, rolesIn, subscriptionsIn, tablesIn } from './parts.ts';

/** What Lambda does in a function's name to the queue that feeds it, and SST allows; no function asks for it. */
const FEEDING = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

/** The queue that feeds a function, by its handler. */
const FED_BY: Readonly<Record<string, string>> = {
  'functions/work.handler': 'work',
  'functions/send.handler': 'send',
  'functions/receive.handler': 'received',
};

/** `asked`: by the name of the file in functions/. Each role allows what its function asks for, and nothing else. */
export function judgeAsked(report: Report, asked: Readonly<Record<string, Asked>>): readonly string[] {
  const places = placesIn(report);
  return report.builds.flatMap(({ component, handler }) => {
    const of = functionsIn(report).find(({ resource }) => resource === `${component}Function`);
    const role = rolesIn(report).find(({ name }) => name === nameIn(of?.role ?? '').replace(/^role\//, ''));
    const listed = asked[handler.replace(/^functions\/|\.handler$/g, '')];
    if (role === undefined || listed === undefined)
      return [`${handler}: ${role === undefined ? 'has no role' : 'nothing is listed that it asks for'}`];
    const needs = new Set([...Object.entries(listed), ...feeding(handler)].flatMap(linesOf));
    const may = new Set(
      role.inlinePolicies
        .flatMap(({ policy }) => policy.statements)
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(({ actions, resources }) =>
          resources.flatMap((arn) => linesOf([places.get(nameIn(arn)) ?? arn, actions])),
        ),
    );
    return [
      ...[...needs].filter((line) => !may.has(line)).map((line) => `${handler} may not do ${line}`),
      ...[...may]
        .filter((line) => !needs.has(line))
        .map((line) => `${handler} may do ${line}, and never asks for it`),
    ];
  });
}

type Grant = readonly [place: string, actions: readonly string[]];

function feeding(handler: string): readonly Grant[] {
  const queue = FED_BY[handler];
  return queue === undefined ? [] : [[queue, FEEDING]];
}

const linesOf = ([place, actions]: Grant): readonly string[] =>
  actions.map((action) => `${action} to ${place}`);

/** What ARNs stand for, by their last parts. */
function placesIn(report: Report): ReadonlyMap<string, string> {
  const handlerOf = (name: string): string | undefined => {
    const of = functionsIn(report).find((each) => each.name === name);
    return report.builds.find(({ component }) => `${component}Function` === of?.resource)?.handler;
  };
  return new Map([
    ...tablesIn(report).flatMap(({ name, globalSecondaryIndexes }) => [
      [`table/${name}`, 'table'] as const,
      ...globalSecondaryIndexes.map((index) => [`table/${name}/index/${index.name}`, index.name] as const),
    ]),
    ...bucketsIn(report).flatMap(
      ({ bucket }) =>
        [
          [bucket, 'rawMail'],
          [`${bucket}/*`, 'objects'],
        ] as const,
    ),
    ...subscriptionsIn(report).flatMap(({ eventSourceArn, functionName }) => {
      const queue = FED_BY[handlerOf(nameIn(functionName)) ?? ''];
      return queue === undefined ? [] : [[nameIn(eventSourceArn), queue] as const];
    }),
  ]);
}
