import { render } from '@crewtide/emails';
import { sendPage } from '@crewtide/flows';
import { sendDeps } from './deps.ts';
import { eachHint, misplaced } from './parts/eachHint.ts';

const { deps, around } = sendDeps(render);

/** The send queue: a page of letters leaves. */
export const handler = eachHint(around, async (hint) => {
  if (hint.kind !== 'letter-page') throw misplaced(hint);
  const sent = await sendPage(deps, hint.congregation, hint.id);
  if (sent.outcome !== 'not-ours') around.metrics.count('LettersAccepted', sent.accepted);
});
