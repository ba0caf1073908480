import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import manifest from '../package.json' with { type: 'json' };
import { accessLog } from './around/accessLog.ts';
import { limitedBody, utf8Body } from './around/body.ts';
import { safeHeaders, unstored } from './around/headers.ts';
import { hostOnly, operatorOnly } from './around/keys.ts';
import type { ApiDeps } from './deps.ts';
import { documentOf } from './docs/document.ts';
import { reference } from './docs/reference.ts';
import type { ApiEnv, HostEnv } from './env.ts';
import { answerFault } from './problems/answerFault.ts';
import { refuseInvalid } from './problems/invalid.ts';
import { problem } from './problems/problem.ts';
import { deleteCrewMember, putCrewMember } from './routes/crewMembers.ts';
import { getCongregation } from './routes/getCongregation.ts';
import { getCrew } from './routes/getCrew.ts';
import { getHealth } from './routes/getHealth.ts';
import { getHeldMail } from './routes/getHeldMail.ts';
import { getImport } from './routes/getImport.ts';
import { getLetter } from './routes/getLetter.ts';
import { getMember } from './routes/getMember.ts';
import { getPractice } from './routes/getPractice.ts';
import { getPrompt } from './routes/getPrompt.ts';
import { getSeason } from './routes/getSeason.ts';
import { getSettings } from './routes/getSettings.ts';
import { getKeepsake } from './routes/keepsake.ts';
import { getLeave, postLeave } from './routes/leave.ts';
import { listAudit } from './routes/listAudit.ts';
import { listCrews } from './routes/listCrews.ts';
import { listHeldMail } from './routes/listHeldMail.ts';
import { listLetters } from './routes/listLetters.ts';
import { listMembers } from './routes/listMembers.ts';
import { listPractices } from './routes/listPractices.ts';
import { listPrompts } from './routes/listPrompts.ts';
import { listSeasons } from './routes/listSeasons.ts';
import { patchMeeting } from './routes/patchMeeting.ts';
import { patchSettings } from './routes/patchSettings.ts';
import { postCongregations } from './routes/postCongregations.ts';
import { postCrews } from './routes/postCrews.ts';
import { postImports } from './routes/postImports.ts';
import { postMeetings } from './routes/postMeetings.ts';
import { postPractices } from './routes/postPractices.ts';
import { postPrompts } from './routes/postPrompts.ts';
import { postSeasonEnd } from './routes/postSeasonEnd.ts';
import { postSeasons } from './routes/postSeasons.ts';
import { postDiscard, postRelease } from './routes/settleHeldMail.ts';

/** The HTTP API: `fetch` answers a Request, `request` does in tests. Never throws. */
export function createApi(deps: ApiDeps) {
  const { version } = manifest;
  const app = new OpenAPIHono<ApiEnv>();
  app.onError(answerFault(deps));
  app.notFound((c) => problem(c, 'not-found'));
  app.use(requestId({ limitLength: 64, generator: deps.requestId }));
  app.use(async (c, next) => {
    c.set('problemTypes', `${deps.mail.publicUrl}/docs#`);
    await next();
  });
  app.use(accessLog(deps), safeHeaders, unstored);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '));
        return problem(c, 'method-not-allowed');
      },
    }),
  );

  const whole = app
    .route('/', publicRoutes(deps, version))
    .route('/', operatorRoutes(deps))
    .route('/', hostRoutes(deps));
  whole.route('/docs', reference());
  const document = documentOf(app, deps, version);
  whole.get('/openapi.json', (c) => c.body(document, 200, { 'Content-Type': 'application/json' }));
  return whole;
}

/** The type of the whole API, from which `hc` makes a typed client. */
export type Api = ReturnType<typeof createApi>;

const publicRoutes = (deps: ApiDeps, version: string) => {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.use('/leave/*', limitedBody);
  return app.openapiRoutes([
    getHealth(deps, version),
    getLeave(deps),
    postLeave(deps),
    getKeepsake(deps),
  ] as const);
};

const operatorRoutes = (deps: ApiDeps) => {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.use('/congregations', operatorOnly(deps), limitedBody, utf8Body);
  return app.openapiRoutes([postCongregations(deps)] as const);
};

/** The key is asked for by path, so that no route of a congregation can be without it. */
const hostRoutes = (deps: ApiDeps) => {
  const app = new OpenAPIHono<HostEnv>({ defaultHook: refuseInvalid });
  app.use('/congregations/:congregation/*', hostOnly(deps), limitedBody, utf8Body);
  return app.openapiRoutes([
    getCongregation(),
    getSettings(),
    patchSettings(deps),
    listMembers(),
    getMember(),
    postImports(deps),
    getImport(),
    postCrews(deps),
    listCrews(),
    getCrew(),
    putCrewMember(deps),
    deleteCrewMember(deps),
    postSeasons(deps),
    listSeasons(),
    getSeason(),
    patchMeeting(deps),
    postMeetings(deps),
    postSeasonEnd(deps),
    postPractices(deps),
    listPractices(),
    getPractice(),
    postPrompts(deps),
    listPrompts(),
    getPrompt(),
    listLetters(),
    getLetter(),
    listHeldMail(),
    getHeldMail(),
    postRelease(deps),
    postDiscard(deps),
    listAudit(),
  ] as const);
};
