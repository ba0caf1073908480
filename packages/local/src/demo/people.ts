import { type TimeZone, timeZone } from '@crewtide/domain';
import { DOMAINS } from './demo.ts';

/** The mailbox is the part of the address before the @. */
const person = (mailbox: string, name: string, zone: string) => ({
  name,
  email: `${mailbox}@${DOMAINS.people}`,
  zone: timeZone.parse(zone),
});

export const CONGREGATION = { name: 'Willow Circle', zone: timeZone.parse('Europe/Lisbon') } as const;

export const HOSTS = [
  person('ines', 'Inês Duarte', 'Europe/Lisbon'),
  person('taras', 'Тарас Мельник', 'Europe/Kyiv'),
];

/** A crew as the hosts form it, with the season that it agreed to; its first meeting is a few days ahead. */
export interface CrewPlan {
  readonly name: string;
  readonly zone: TimeZone;
  readonly members: readonly ReturnType<typeof person>[];
  readonly season: {
    readonly rhythm: object;
    readonly time: string;
    readonly meetings: number;
    readonly minutes: 60 | 90;
    readonly place: string;
    readonly practice: string;
    readonly questions: readonly string[];
  };
}

const TIDE_POOL: CrewPlan = {
  name: 'Tide Pool',
  zone: timeZone.parse('Europe/Lisbon'),
  members: [
    person('ana', 'Ana Sousa', 'Europe/Lisbon'),
    person('olena', 'Олена Коваль', 'Europe/Kyiv'),
    person('joao', 'João Ribeiro', 'America/Sao_Paulo'),
    person('beatriz', 'Beatriz Nunes', 'Europe/Berlin'),
    person('mykola', 'Микола Шевчук', 'America/Toronto'),
  ],
  season: {
    rhythm: { every: 'week' },
    time: '19:30',
    meetings: 5,
    minutes: 60,
    place: 'https://meet.example.org/tide-pool',
    practice: 'case-clinic',
    questions: ['What would you like time for?'],
  },
};

const MOON_GARDEN: CrewPlan = {
  name: 'Moon Garden',
  zone: timeZone.parse('Europe/Kyiv'),
  members: [
    person('iryna', 'Ірина Бондар', 'Europe/Kyiv'),
    person('rui', 'Rui Tavares', 'Europe/Lisbon'),
    person('sofia', 'Sofia Antunes', 'America/Sao_Paulo'),
    person('dmytro', 'Дмитро Лисенко', 'Europe/Berlin'),
    person('clara', 'Clara Moreira', 'America/Toronto'),
  ],
  season: {
    rhythm: { every: 'moon', phase: 'full', weekday: 'tuesday' },
    time: '20:00',
    meetings: 5,
    minutes: 90,
    place: 'The garden behind the library, or https://meet.example.org/moon',
    practice: 'goals-round',
    questions: ['What grew since the last moon?', 'What will you plant?'],
  },
};

export const CREWS = [TIDE_POOL, MOON_GARDEN];

/** An address that Crewtide doesn't know to be hers. */
export const otherAddressOf = (address: string): string => address.replace('@', `.private@`);
