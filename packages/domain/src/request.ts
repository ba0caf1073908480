import { z } from 'zod';

/** What a member can ask for by replying to any letter. `yes` answers a letter that asked for a confirmation,
 * `undo` an echo, `keep` a season's outcome. */
export const request = z.enum([
  'stop',
  'pause',
  'resume',
  'not-me',
  'no-thanks',
  'yes',
  'no',
  'undo',
  'keep',
]);
export type Request = z.infer<typeof request>;
