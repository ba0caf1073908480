import { type CongregationId, derivedId, type RecordKind } from '@crewtide/domain';
import type { TokenClaim, Tokens } from '../ports.ts';

/** Why a congregation can't leave or arrive, in words for whoever runs the house. */
export class MovingRefused extends Error {
  override readonly name = 'MovingRefused';
}

/** The kinds of records that the agenda finds: once they stand, a house works on the congregation. */
export const comesDue = (kind: RecordKind): boolean => kind === 'appointment' || kind === 'letter-page';

/** Leads to no thread; it only says whose keys these are. */
export const sealOf = (tokens: Tokens, congregation: CongregationId): string =>
  tokens.sign({ scope: 'thread', congregation, subject: subjectOf(congregation), expires: '2100-01-01' });

/** Any letter holds a token of its congregation; no letter holds this one. */
export const isSealOf = (claim: TokenClaim, congregation: CongregationId): boolean =>
  claim.scope === 'thread' &&
  claim.congregation === congregation &&
  claim.subject === subjectOf(congregation);

const subjectOf = (congregation: CongregationId): string => derivedId('moving', congregation);
