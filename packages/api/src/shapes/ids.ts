import {
  congregationId,
  crewId,
  heldMailId,
  importId,
  letterId,
  memberId,
  practiceId,
  promptId,
  seasonId,
  timeZone,
} from '@crewtide/domain';
import { z } from '@hono/zod-openapi';

export const EXAMPLES = {
  congregation: 'mfrggzdfmy',
  member: 'mfrggzdfmztwq2lk',
  other: 'nbswy3dpeb3w64tm',
  third: 'orugs4ram5xw6zdp',
  zone: 'Europe/Lisbon',
  crew: 'onswg4tfobzxg5dp',
  season: 'onswc43pnz2gs3dp',
  at: '2026-11-23T09:00:00.000Z',
} as const;

export const zoneShape = timeZone.meta({ example: EXAMPLES.zone, description: 'An IANA time zone' });

/** Every path within a congregation. */
export const inCongregation = z.object({
  congregation: congregationId.meta({ example: EXAMPLES.congregation }),
});

export const inCrew = inCongregation.extend({ crew: crewId.meta({ example: EXAMPLES.member }) });
export const inCrewMember = inCrew.extend({ member: memberId.meta({ example: EXAMPLES.other }) });
export const inImport = inCongregation.extend({ import: importId.meta({ example: EXAMPLES.member }) });
export const inHeldMail = inCongregation.extend({ heldMail: heldMailId.meta({ example: EXAMPLES.member }) });
export const inLetter = inCongregation.extend({ letter: letterId.meta({ example: EXAMPLES.member }) });
export const inMember = inCongregation.extend({ member: memberId.meta({ example: EXAMPLES.member }) });
export const inPrompt = inCongregation.extend({ prompt: promptId.meta({ example: EXAMPLES.member }) });
export const inPractice = inCongregation.extend({ practice: practiceId.meta({ example: 'case-clinic' }) });
export const inSeason = inCongregation.extend({ season: seasonId.meta({ example: EXAMPLES.season }) });
export const inMeeting = inSeason.extend({
  number: z
    .string()
    .regex(/^[1-9]\d?$/)
    .transform(Number)
    .openapi({ type: 'integer', minimum: 1, maximum: 60, example: 3 }),
});
