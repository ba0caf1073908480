import { createApi } from '@crewtide/api';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { apiDeps } from './deps.ts';

const { deps, around } = apiDeps({
  reading: async () => (await import('./parts/reading.ts')).reading,
  emails: () => import('./parts/emails.ts'),
});
const answer = handle(createApi(deps));

/** API Gateway (payload 2.0): hosts' requests and members' pages. */
export async function handler(event: LambdaEvent, context: LambdaContext) {
  try {
    return await answer(event, context);
  } finally {
    await around.flush();
  }
}
