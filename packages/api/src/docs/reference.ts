import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import type { ApiEnv } from '../env.ts';
import { problem } from '../problems/problem.ts';

/** Files of swagger-ui-dist that the page needs; nothing else of the folder is served. */
const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

const START = `window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
});
`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Crewtide API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Everything comes from here, so that the page works without a network; Swagger UI sets styles of its own. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FOR_A_DAY = { 'Cache-Control': 'public, max-age=86400' } as const;

/** The reference page and its files, to be mounted at /docs. */
export function reference() {
  const app = new Hono<ApiEnv>();
  app.get('/', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': PAGE_POLICY }));
  app.get('/start.js', (c) =>
    c.body(START, 200, { 'Content-Type': 'text/javascript; charset=utf-8', ...FOR_A_DAY }),
  );
  for (const [file, type] of Object.entries(FILES)) {
    app.get(`/${file}`, async (c) => {
      const bytes = await installed(file);
      if (bytes === undefined) return problem(c, 'not-found');
      return c.body(bytes, 200, { 'Content-Type': type, ...FOR_A_DAY });
    });
  }
  return app;
}

/** Looked for when it is asked for: an API without its reference still answers. */
async function installed(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    return Uint8Array.from(await readFile(join(folder, file)));
  } catch {
    return undefined;
  }
}
