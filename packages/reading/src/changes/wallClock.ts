import { type LocalDateTime, localDateTime } from '@crewtide/domain';

export const DAY_MS = 86_400_000;

/** As if the wall clock were UTC's: no change of clocks gets in between. */
export const asUtc = (at: LocalDateTime): number => Date.parse(`${at}:00Z`);
const fromUtc = (milliseconds: number): LocalDateTime | undefined => {
  const parsed =
    Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8e15
      ? localDateTime.safeParse(new Date(milliseconds).toISOString().slice(0, 16))
      : undefined;
  return parsed?.data;
};
export const moved = (at: LocalDateTime, by: number) => fromUtc(asUtc(at) + by);
