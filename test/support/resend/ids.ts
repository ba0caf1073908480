import { createHash } from 'node:crypto';

/** Ids that are the same in every run: UUIDs, as Resend's ids are. */
export function idMaker(seed: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    return uuidOf(`${seed} ${made}`);
  };
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
