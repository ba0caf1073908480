import { instant, type LetterContent, memberId, promptId, seasonId, timeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';

/** A letter as it may really be, to look at and to try. */
export interface Preview {
  /** Unique; fit for a file name. */
  readonly name: string;
  readonly content: LetterContent;
  readonly recipient: Recipient;
}

export const lisbon = timeZone.parse('Europe/Lisbon');
const congregation = { name: 'Willow Circle', zone: lisbon };
const URLS = {
  leaveUrl: 'https://letters.example.org/leave/k3v7q2m4x6zbn5dtwhyf3c2jra4ueopgs6il7kbmq2xw5tzn',
  keepsakeUrl: 'https://letters.example.org/keepsake/w5tznk3v7q2m4x6zbn5dtwhyf3c2jra4ueopgs6il7kbmq2x',
};

const toSomebody = (name: string, zone: string, role: 'member' | 'host' = 'member'): Recipient => ({
  member: { name, zone: timeZone.parse(zone), role },
  congregation,
  leaveUrl: URLS.leaveUrl,
});

export const anna = toSomebody('Anna', 'Europe/Lisbon');
export const berlin = toSomebody('Ewa', 'Europe/Berlin');
/** Where a crew's evening is the next morning. */
export const auckland = toSomebody('Tāne', 'Pacific/Auckland');
export const tokyo = toSomebody('美咲', 'Asia/Tokyo');
export const jerusalem = toSomebody('דניאל', 'Asia/Jerusalem');
export const utc = toSomebody('Io', 'UTC');
export const longNamed = toSomebody(
  'Maria Antonieta Josefa Wilhelmina von Hohenstein-Bächlingen y Fernández de la Cruz',
  'America/Argentina/Buenos_Aires',
);
export const host = toSomebody('Ben', 'Europe/Lisbon', 'host');

export const withKeepsake = (to: Recipient): Recipient => ({ ...to, keepsakeUrl: URLS.keepsakeUrl });

export const asked = promptId.parse('mzxw6ytboi2dimrs');
export const season = seasonId.parse('onswc43pnyytemzu');
const nobody = memberId.parse('mfwgsy3fmjxwe4zt');

export const reader = (name: string) => ({ member: nobody, name });
export const readers = ['Ben', 'Caro', 'Dev', 'Ewa'].map(reader);
export const manyNames = [
  'Ben Okafor',
  'Ana-Carolina',
  'דניאל',
  '美咲',
  'Ewa',
  'Maria Antonieta Josefa Wilhelmina von Hohenstein-Bächlingen',
];

export const question = 'What would help you most in the coming week?';
export const at = (utcTime: string) => instant.parse(`${utcTime}:00.000Z`);

/** About `length` characters in lines, as people paste them. */
export const longWords = (length: number): string =>
  'We walked all the way along the river and talked about how it had been, and how it might be.\n'
    .repeat(Math.ceil(length / 93))
    .slice(0, length);
