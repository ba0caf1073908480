import {
  addressKey,
  type CongregationId,
  congregationId,
  type Incoming,
  type Letter,
  letterIdOf,
  type Member,
  type Stored,
  slotOfPrompt,
  slotOfReview,
  slotOfYourCrew,
} from '@crewtide/domain';
import type { CongregationStore, Reading, TokenClaim } from './ports.ts';

/** Where a message belongs: to a letter, or only to a congregation, or nowhere. */
export type Located =
  | {
      readonly found: 'letter';
      readonly congregation: CongregationId;
      readonly letter: Stored<Letter>;
      /** Absent when the member's record has gone. */
      readonly member: Stored<Member> | undefined;
      /** By its own token, which only its member got, or by its thread's and From alone. */
      readonly by: 'letter' | 'thread';
      /** The first UTC day on which the reply counts as late. */
      readonly expires: string;
    }
  | {
      readonly found: 'congregation';
      readonly congregation: CongregationId;
      /** A token was there, and not signed by us. */
      readonly forged: boolean;
      /** The member whose address the message says it is from. */
      readonly member: Stored<Member> | undefined;
    }
  | { readonly found: 'nothing'; readonly forged: boolean };

/**
 * Looks for a signed token in the recipients, then in References; where a mail system has lost both, or the token leads to no
 * letter of the sender's, for a congregation. A forged token is believed in nothing but the congregation to hold the message for.
 */
export async function locate(deps: Reading, message: Incoming): Promise<Located> {
  const traces =
    message.kind === 'bounce' ? [...message.recipients, ...message.returned] : message.recipients;
  const readings = [...traces, ...message.references].map((trace) => deps.tokens.read(trace));
  for (const reading of readings) {
    if (reading.found !== 'claim') continue;
    const found = await letterOf(deps, reading.claim, message);
    if (found === undefined) continue;
    const by = reading.claim.scope === 'thread' ? 'thread' : 'letter';
    return { found: 'letter', ...found, by, expires: by === 'thread' ? ALWAYS_LATE : reading.claim.expires };
  }
  const genuine = readings.find((reading) => reading.found === 'claim');
  const suspect = readings.find((reading) => reading.found === 'forged');
  const forged = genuine === undefined && suspect !== undefined;
  const congregation =
    (genuine ?? suspect)?.claim?.congregation ?? addressedCongregation(message.recipients, deps.mail.domain);
  if (congregation === undefined) return { found: 'nothing', forged };
  const store = deps.store.of(congregation);
  if ((await store.get('congregation', 'self')) === undefined) return { found: 'nothing', forged };
  const member = await memberAt(store, message.from);
  return { found: 'congregation', congregation, forged, member };
}

/** A crew's thread stands in everybody's letters: it says where words belong, and never that she herself asks. */
const ALWAYS_LATE = '1970-01-01';

async function letterOf(deps: Reading, claim: TokenClaim, message: Incoming) {
  if (claim.scope === 'leave' || claim.scope === 'keepsake') return undefined;
  const { congregation } = claim;
  const store = deps.store.of(congregation);
  const letter = (await store.get('letter', claim.subject)) ?? (await letterOfThread(store, claim, message));
  if (letter === undefined) return undefined;
  return { congregation, letter, member: await store.get('member', letter.to) };
}

/**
 * A crew's thread is named by its prompt or its season; its writer tells which letter of the thread is meant. Of a season's that
 * is the review, once there is one: an answer to it is nobody's to read, so that nothing else is made of it.
 */
async function letterOfThread(store: CongregationStore, claim: TokenClaim, message: Incoming) {
  const sender = claim.scope === 'thread' ? await memberAt(store, message.from) : undefined;
  if (sender === undefined) return undefined;
  const slots = [slotOfPrompt, slotOfReview, slotOfYourCrew].map((slotOf) => slotOf(claim.subject));
  const letters = await store.getMany(
    'letter',
    slots.map((slot) => letterIdOf(slot, sender.id)),
  );
  return letters[0];
}

async function memberAt(
  store: CongregationStore,
  from: string | undefined,
): Promise<Stored<Member> | undefined> {
  const owner = from === undefined ? undefined : await store.get('address', addressKey(from));
  return owner && store.get('member', owner.member);
}

/** Letters come from `<slug>-<congregation>@<domain>`; clients that ignore Reply-To answer there. */
function addressedCongregation(recipients: readonly string[], domain: string): CongregationId | undefined {
  for (const recipient of recipients) {
    const [local = '', host = ''] = recipient.toLowerCase().split('@');
    const id = congregationId.safeParse(local.split('-').at(-1));
    if (id.success && host === domain.toLowerCase()) return id.data;
  }
  return undefined;
}
