import { createWebhook } from '@crewtide/api';
import { type Deps, sweepReceived } from '@crewtide/flows';
import type { Answer } from './appHttp.ts';
import { type Sweeping, startSweeping } from './appSweeping.ts';
import type { Provider } from './provider.ts';

const SWEEP_EVERY_MILLISECONDS = 10 * 60 * 1000;

/** Answers what the provider posts, and leaves everything else to the API. */
export function answeringProvider(deps: Deps, { readWebhook }: Provider, api: Answer): Answer {
  const webhook = createWebhook({ ...deps, read: readWebhook });
  return (request) =>
    new URL(request.url).pathname.startsWith('/webhooks/') ? webhook.fetch(request) : api(request);
}

/** Looks through what the provider received for mail that no webhook told of. */
export const sweepingReceived = (deps: Deps, { inbox }: Provider): Sweeping =>
  startSweeping({
    what: 'received',
    sweep: async () => ({ missed: await sweepReceived({ ...deps, inbox }) }),
    everyMilliseconds: SWEEP_EVERY_MILLISECONDS,
    log: deps.log,
  });
