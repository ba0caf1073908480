import { type CongregationId, derivedId, type RecordKind } from '@crewtide/domain';
import type { Tokens } from '../ports.ts';

/** Why a congregation can't leave or arrive, in words for whoever runs the house. */
export class MovingRefused extends Error {
  override readonly name = 'MovingRefused';
}

/** The kinds of records that the agenda finds: once they stand, a house works on the congregation. */
export const comesDue = (kind: RecordKind): boolean => kind === 'appointment' || kind === 'letter-page';

/** Leads to no thread; it only says whose keys these are. */
export const sealOf = (tokens: Tokens, congregation: CongregationId): string =>
  tokens.sign({
    scope: 'thread',
    congregation,
    subject: derivedId('moving', congregation),
    expires: '2100-01-01',
  });
