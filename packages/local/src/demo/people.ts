import { timeZone } from '@crewtide/domain';
import { DOMAINS } from './demo.ts';

const person = (name: string, zone: string) => ({
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@${DOMAINS.people}`,
  zone: timeZone.parse(zone),
});

export const CONGREGATION = { name: 'Willow Circle', zone: timeZone.parse('Europe/Lisbon') } as const;
export const CREW = 'Tide Pool';
export const QUESTIONS = ['What went well since we last met?', 'What would help you this week?'] as const;

export const HOSTS = [person('Ines Duarte', 'Europe/Lisbon'), person('Tom Keller', 'Europe/Berlin')];

export const MEMBERS = [
  person('Ana Sousa', 'Europe/Lisbon'),
  person('Bilal Haddad', 'Africa/Cairo'),
  person('Chloe Park', 'Asia/Seoul'),
  person('Dmytro Koval', 'Europe/Kyiv'),
  person('Esi Mensah', 'America/Vancouver'),
];

/** An address that Crewtide doesn't know to be hers. */
export const otherAddressOf = (address: string): string => address.replace('@', `.private@`);
