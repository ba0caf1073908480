import { z } from 'zod';
import { crewId, memberId, promptId, seasonId } from './ids.ts';
import { instant, localDateTime, timeZone } from './time.ts';

export const question = z.string().trim().min(1).max(500);

/** What a crew is asked before a meeting, and the digest that brings its answers back. */
export const prompt = z.object({
  kind: z.literal('prompt'),
  id: promptId,
  crew: crewId,
  questions: z.array(question).min(1).max(2),
  /** Wall-clock times of the crew's zone. */
  promptAt: localDateTime,
  digestAt: localDateTime,
  zone: timeZone,
  /** The meeting that it prepares; then each member is asked at the congregation's hour of her own zone. */
  meeting: z.object({ season: seasonId, number: z.number().int().positive() }).optional(),
  /** Those of `asked` whose letter is written. */
  written: z.array(memberId).optional(),
  /** Who was asked, and so who reads the answers; empty until then. Its digest narrows it to those who take part still. */
  asked: z.array(memberId),
  /**
   * planned → asked → gathering → closed. From gathering on replies are late, so that whatever was in time is there when the
   * digest is written. Dropped when its time had passed before it could be asked.
   */
  state: z.enum(['planned', 'asked', 'gathering', 'closed', 'dropped']),
  createdAt: instant,
});
export type Prompt = z.infer<typeof prompt>;
