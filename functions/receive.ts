import { decideRawMail, settleProviderEvent } from '@crewtide/flows';
import { receiveDeps } from './deps.ts';
import { eachHint, misplaced } from './parts/eachHint.ts';
import { reading } from './parts/reading.ts';

const { deps, around } = receiveDeps(reading);

/** The received queue: mail that Resend told of is fetched and decided, and mail that is not decided is decided. */
export const handler = eachHint(around, async (hint) => {
  switch (hint.kind) {
    case 'provider-event':
      return settleProviderEvent(deps, hint.id);
    case 'raw-mail':
      return decideRawMail(deps, hint.id);
    default:
      throw misplaced(hint);
  }
});
