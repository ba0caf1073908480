/*
 * What runs a function's bundle in a process of its own, as Lambda does: it is imported once, then gets one event after the
 * other. Started by lambdaHost.ts with the bundle's path; the clock stands where each event says, and who waits for time to
 * pass does not wait.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const [, , bundle = ''] = process.argv;
let now = Number(process.env.TEST_NOW);

globalThis.Date = new Proxy(Date, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length === 0 ? [now] : parts, newTarget),
  get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
});
timers.setTimeout = (_, value) => timers.setImmediate(value);
syncBuiltinESMExports();

// In the order of the answers, which a pipe would not keep.
process.stdout.write = (text) => process.send?.({ wrote: String(text) }) ?? false;

const began = performance.now();
const { handler } = await import(bundle);
process.send?.({ ready: performance.now() - began });

process.on('message', async ({ id, event, at }: { id: number; event: unknown; at: number }) => {
  now = at;
  const context = {
    awsRequestId: `request-${id}`,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    getRemainingTimeInMillis: () => 20_000,
  };
  try {
    process.send?.({ id, answer: (await handler(event, context)) ?? null });
  } catch (fault) {
    process.send?.({
      id,
      fault: fault instanceof Error ? `${fault.name}: ${fault.message}` : 'not an error',
    });
  }
});
