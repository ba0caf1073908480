import { createPrompt } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { created, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, HOST_PROBLEMS } from '../problems/responses.ts';
import { inCrew } from '../shapes/ids.ts';
import { newPrompt, promptShape, showPrompt } from '../shapes/prompt.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/crews/{crew}/prompts',
  tags: ['Prompts'],
  summary: 'Ask a crew something, and bring the answers back',
  security: HOST_KEY,
  request: { params: inCrew, headers: idempotencyHeaders, body: takes(newPrompt) },
  responses: { 201: created(promptShape, 'The prompt'), ...HOST_PROBLEMS, ...BODY_PROBLEMS },
});

export const postPrompts = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const { congregation, crew } = c.req.valid('param');
    const { questions, promptAt, digestAt } = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const wanted = { crew, questions, promptAt, digestAt };
    const made = await createPrompt(deps, store, { host, idempotency }, wanted);
    switch (made.outcome) {
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'no-such-crew':
        return problem(c, 'not-found');
      case 'digest-before-prompt':
        return problem(c, 'invalid', { errors: [atDigest('must come after promptAt')] });
      case 'digest-has-passed':
        return problem(c, 'invalid', { errors: [atDigest('has passed')] });
      case 'created':
      case 'repeated': {
        const prompt = await createdRecord(store, 'prompt', made.id);
        c.header('Location', `/congregations/${congregation}/prompts/${prompt.id}`);
        return c.json(showPrompt(prompt), 201);
      }
    }
  });

const atDigest = (detail: string) => ({ detail, pointer: '/digestAt' });
