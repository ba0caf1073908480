import type { MemberId, SeasonChange, SeasonId } from '@crewtide/domain';
import { changeSeason } from '@crewtide/flows';
import PostalMime from 'postal-mime';
import { addressOf, instantOf } from '../support/builders.ts';
import { type ShownCalendar, showCalendar } from '../support/calendarReading.ts';
import type { TestHouse } from '../support/house.ts';
import { congregationIn, type TestCongregation } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { type CrewInSeason, crewIn, playUntil } from '../support/houseSeason.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

export const CREW = ['Ana', 'Bo', 'Cleo', 'Dee'] as const;

/** The five Tuesdays from 1 December, 19:30 in Lisbon, whose clocks show UTC: hosted by Ana, Bo, Cleo, Dee, Ana. */
export const TUESDAYS = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'].map(
  (day) => `${day} 19:30`,
);

export interface ChangesStory {
  readonly house: TestHouse;
  readonly willow: TestCongregation;
  readonly crew: CrewInSeason;
  readonly ids: Readonly<Record<string, MemberId>>;
  until(at: string): ReturnType<typeof playUntil>;
  /** A host's request; what follows at once has left. */
  change(...changes: readonly SeasonChange[]): Promise<string>;
  /** What somebody got since `mark` was called, oldest first. */
  since(name: string): Promise<readonly Got[]>;
  /** From here on. */
  mark(): void;
  /** A plain reply to her newest letter of this template; says what became of it. */
  says(name: string, template: string, words: string): Promise<string>;
}

export interface Got {
  readonly template: string;
  readonly text: string;
  readonly subject: string;
  readonly calendar: ShownCalendar | undefined;
}

/** A crew of four whose season has been told. */
export async function changesIn(
  house: TestHouse,
  zones: Readonly<Record<string, string>> = {},
): Promise<ChangesStory> {
  const willow = await congregationIn(house);
  const crew = await crewIn(house, willow, {
    people: Object.fromEntries(CREW.map((name) => [name, zones[name] ?? 'Europe/Lisbon'])),
    zone: 'Europe/Lisbon',
    season: { first: '2026-12-01' },
  });
  const ids = Object.fromEntries(
    await Promise.all(CREW.map(async (name) => [name, await willow.idOf(name)] as const)),
  );
  let from = house.carrier.mailboxes.length;
  const got = async (mail: DeliveredMail): Promise<Got> => ({
    template: (await willow.store.get('letter', mail.key))?.content.template ?? '',
    calendar: await calendarIn(mail),
    ...(await opened(mail)),
  });
  return {
    house,
    willow,
    crew,
    ids,
    until: (at) => playUntil(house, at),
    async change(...changes) {
      const season: SeasonId = (await crew.season()).id;
      const { outcome } = await changeSeason(house.deps, willow.store, willow.host, { season, changes });
      await house.settle();
      return outcome;
    },
    since: async (name) => {
      const mails = house.carrier.mailboxes.slice(from).filter(({ to }) => to === addressOf(name));
      return Promise.all(mails.map(got));
    },
    mark: () => {
      from = house.carrier.mailboxes.length;
    },
    async says(name, template, words) {
      const mails = await Promise.all(
        house.mailOf(addressOf(name)).map(async (mail) => ({ mail, template: (await got(mail)).template })),
      );
      const mail = mails.findLast((each) => each.template === template)?.mail;
      if (mail === undefined) throw new Error(`${name} got no ${template}`);
      return house.comesIn(await replyTo(mail, { words }));
    },
  };
}

async function calendarIn(mail: DeliveredMail): Promise<ShownCalendar | undefined> {
  const { attachments } = await PostalMime.parse(mail.bytes, { attachmentEncoding: 'utf8' });
  const file = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return typeof file?.content === 'string' ? showCalendar(file.content) : undefined;
}

/** When a calendar shows the meetings, `2026-12-01 19:30`. */
export const shownTimes = (got: Got | undefined): readonly string[] =>
  got?.calendar?.occurrences.map(({ starts }) => starts.slice(0, 16).replace('T', ' ')) ?? [];

export const highestSequence = (got: Got | undefined): number =>
  Math.max(-1, ...(got?.calendar?.events.map(({ sequence }) => sequence) ?? []));

/** At nine, when Ana and the others are asked before the first meeting, which is hers to host. */
export const ASKED = instantOf('2026-11-29T09:00:00.000Z');
