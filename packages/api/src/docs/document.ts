import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import type { ApiEnv } from '../env.ts';
import { PROBLEMS } from '../problems/table.ts';

const INTRODUCTION = `Hosts start things here; members only ever reply to letters.

**Keys.** \`Authorization: Bearer <key>\`. A host's key opens her own congregation; everything else answers 404.

**States, never words.** Nothing here shows what members write, who writes, or who goes on with a crew and who does not.

**A season.** Form a crew with the season that it agreed to, and the rest comes by itself: calendars, a prompt and a digest for
each meeting, the review, its outcome and the next season. What you change is told to the crew at once.

**Pages.** Lists take \`limit\` and \`cursor\` and answer \`items\` and \`next\`.

**Repeating.** What takes an \`Idempotency-Key\` can be sent again under it within 24 hours, and is done once.

**Names.** Every answer carries \`X-Request-Id\`: yours, if it has at most 64 letters, digits, \`-\`, \`_\` or \`=\`.

**Problems** are \`application/problem+json\` (RFC 9457). A problem's \`type\` ends with one of these:`;

const problemTable = [
  '| problem | status | |',
  '| --- | --- | --- |',
  ...Object.entries(PROBLEMS).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`),
].join('\n');

/** OpenAPI 3.1 of the routes that `app` really has, as JSON. */
export function documentOf(app: OpenAPIHono<ApiEnv>, deps: ApiDeps, version: string): string {
  app.openAPIRegistry.registerComponent('securitySchemes', 'hostKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A host’s own key, shown when the congregation was created',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'operatorKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'The key of whoever runs this service',
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Crewtide', version, description: `${INTRODUCTION}\n\n${problemTable}` },
    servers: [{ url: deps.mail.publicUrl }],
  });
  return JSON.stringify(document, withoutFlags);
}

/** The generator writes a pattern's flags behind it, `…/u`, where JSON Schema has none. */
const withoutFlags = (key: string, value: unknown): unknown =>
  key === 'pattern' && typeof value === 'string' ? value.replace(/\/[a-z]+$/, '') : value;
