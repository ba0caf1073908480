import { TRANSACTION_LIMITS, TransactionTooLarge } from '@crewtide/flows';

/** The largest item that DynamoDB takes, in bytes. */
const ITEM_BYTES = 400 * 1024;

/**
 * An upper estimate of what a value counts towards DynamoDB's limits, in bytes
 * (Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats"): UTF-8 for text, raw length for bytes,
 * 21 for a number, 3 around a list or map and 1 for each of its elements.
 */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 21;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return 3 + sum(value.map((element) => 1 + sizeOf(element)));
  if (typeof value === 'object' && value !== null) return 3 + members(value, 1);
  return 1;
}

/** As `sizeOf`, for a whole item: its attributes' names and values. */
export const sizeOfItem = (attributes: object): number => members(attributes, 0);

/**
 * @param sizes in bytes, one for each item of a transaction
 * @throws TransactionTooLarge when DynamoDB would refuse it for its size
 */
export function mustFit(sizes: readonly number[]): void {
  if (sizes.length > TRANSACTION_LIMITS.items)
    throw new TransactionTooLarge(`${sizes.length} items, at most ${TRANSACTION_LIMITS.items}`);
  const largest = Math.max(0, ...sizes);
  if (largest > ITEM_BYTES)
    throw new TransactionTooLarge(`an item of ${largest} bytes, at most ${ITEM_BYTES}`);
  const total = sum(sizes);
  if (total > TRANSACTION_LIMITS.bytes)
    throw new TransactionTooLarge(`${total} bytes, at most ${TRANSACTION_LIMITS.bytes}`);
}

const members = (of: object, overhead: number): number =>
  sum(
    Object.entries(of).map(([name, value]) =>
      value === undefined ? 0 : overhead + Buffer.byteLength(name) + sizeOf(value),
    ),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
