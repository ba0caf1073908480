import { z } from 'zod';

/** Digits only: an empty-looking or hexadecimal text is a slip of whoever set it. */
export function whole(least: number, most: number, what = 'a whole number') {
  const isRight = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return z.string().refine(isRight, `must be ${what} from ${least} to ${most}`).transform(Number);
}

export const port = whole(0, 65_535, 'a port number');
