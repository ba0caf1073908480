import { createWebhook } from '@crewtide/api';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { webhookDeps } from './deps.ts';

const { deps, around } = webhookDeps();
const answer = handle(createWebhook(deps));

/** API Gateway (payload 2.0): what Resend posts. */
export async function handler(event: LambdaEvent, context: LambdaContext) {
  try {
    return await answer(event, context);
  } finally {
    await around.flush();
  }
}
