import { z } from 'zod';
import { instant } from './time.ts';

/** What is kept of an incoming message beside its bytes: when it came, and its SMTP envelope (RFC 5321). */
export const rawMailHeader = z.object({
  receivedAt: instant,
  envelope: z.object({
    from: z.string(),
    to: z.array(z.string()),
    client: z.exactOptional(z.object({ ip: z.string(), helo: z.string() })),
  }),
});
