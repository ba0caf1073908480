import type { FunctionName } from '../lambda/bundles.ts';
import type { Cloud } from '../lambda/cloud.ts';
import type { MeteredEngine, TableUse } from './tableMeter.ts';

/** What some work took of each service. */
export interface CloudUse {
  readonly invocations: Readonly<Record<FunctionName, number>>;
  readonly table: Readonly<TableUse>;
  /** `sends`: requests; `messages`: what they brought. */
  readonly queue: { readonly sends: number; readonly messages: number };
  /** `writes`: PUT, COPY and LIST, which cost the same; `reads`: GET and HEAD. Deleting costs nothing. */
  readonly bucket: { readonly writes: number; readonly reads: number };
  /** `sends`: requests with letters; `reads`: requests about received mail, without downloads; `bytes`: of the letters' requests. */
  readonly resend: { readonly sends: number; readonly reads: number; readonly bytes: number };
}

export function useSoFar(
  cloud: Cloud,
  engine: MeteredEngine,
  invocations: CloudUse['invocations'],
): CloudUse {
  const { s3, sqs, resend } = cloud;
  const posts = resend.calls.filter(({ method }) => method === 'POST');
  return {
    invocations: { ...invocations },
    table: { ...engine.use },
    queue: { sends: sqs.calls.get('SendMessageBatch') ?? 0, messages: sqs.sent.length },
    bucket: {
      writes: s3.calls.PutObject + s3.calls.CopyObject + s3.calls.ListObjectsV2,
      reads: s3.calls.GetObject + s3.calls.HeadObject,
    },
    resend: {
      sends: posts.length,
      reads: resend.calls.filter(({ method, path }) => method === 'GET' && path.startsWith('/emails')).length,
      bytes: posts.reduce((total, { body }) => total + Buffer.byteLength(body), 0),
    },
  };
}

const combined =
  (by: (one: number, other: number) => number) =>
  (one: CloudUse, other: CloudUse): CloudUse => ({
    invocations: {
      api: by(one.invocations.api, other.invocations.api),
      webhook: by(one.invocations.webhook, other.invocations.webhook),
      tick: by(one.invocations.tick, other.invocations.tick),
      sweep: by(one.invocations.sweep, other.invocations.sweep),
      work: by(one.invocations.work, other.invocations.work),
      send: by(one.invocations.send, other.invocations.send),
      receive: by(one.invocations.receive, other.invocations.receive),
    },
    table: {
      requests: by(one.table.requests, other.table.requests),
      readUnits: by(one.table.readUnits, other.table.readUnits),
      writeUnits: by(one.table.writeUnits, other.table.writeUnits),
      indexWriteUnits: by(one.table.indexWriteUnits, other.table.indexWriteUnits),
    },
    queue: {
      sends: by(one.queue.sends, other.queue.sends),
      messages: by(one.queue.messages, other.queue.messages),
    },
    bucket: {
      writes: by(one.bucket.writes, other.bucket.writes),
      reads: by(one.bucket.reads, other.bucket.reads),
    },
    resend: {
      sends: by(one.resend.sends, other.resend.sends),
      reads: by(one.resend.reads, other.resend.reads),
      bytes: by(one.resend.bytes, other.resend.bytes),
    },
  });

export const sumOf = combined((one, other) => one + other);
export const differenceOf = combined((one, other) => one - other);

export const never = (): Record<FunctionName, number> => ({
  api: 0,
  webhook: 0,
  tick: 0,
  sweep: 0,
  work: 0,
  send: 0,
  receive: 0,
});

export const NOTHING: CloudUse = {
  invocations: never(),
  table: { requests: 0, readUnits: 0, writeUnits: 0, indexWriteUnits: 0 },
  queue: { sends: 0, messages: 0 },
  bucket: { writes: 0, reads: 0 },
  resend: { sends: 0, reads: 0, bytes: 0 },
};
