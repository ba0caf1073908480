import {
  type Congregation,
  type Crew,
  congregationId,
  crewId,
  derivedId,
  emailAddress,
  type Instant,
  instant,
  type Letter,
  type LetterContent,
  letterIdOf,
  localDate,
  localDateTime,
  localTime,
  type Member,
  memberId,
  type Prompt,
  planSeason,
  practiceId,
  promptId,
  type Reply,
  type ReplyMessage,
  type Season,
  type SeasonPlan,
  type Stored,
  seasonId,
  type TableRecord,
  threadId,
  timeZone,
} from '@crewtide/domain';

/** A Monday morning in Lisbon, whose clocks show UTC in winter. */
export const NOW = instant.parse('2026-11-23T09:00:00.000Z');
export const lisbon = timeZone.parse('Europe/Lisbon');

export const instantOf = (text: string): Instant => instant.parse(text);

/** A record as a store gives it. */
export const stored = <T extends TableRecord>(record: T): Stored<T> => ({ ...record, version: 1 });

export const addressOf = (name: string) => emailAddress.parse(`${name.toLowerCase()}@example.org`);

/** Active and welcomed. */
export const memberNamed = (name: string, change: Partial<Member> = {}): Member => ({
  kind: 'member',
  id: memberId.parse(derivedId('member', name)),
  name,
  role: 'member',
  addresses: [{ email: addressOf(name) }],
  zone: lisbon,
  standing: { name: 'active' },
  welcomed: true,
  addedAt: NOW,
  ...change,
});

export const willowCircle: Congregation = {
  kind: 'congregation',
  id: 'self',
  congregation: congregationId.parse('aebagbafay'),
  name: 'Willow circle',
  slug: 'willow-circle',
  zone: lisbon,
  createdAt: NOW,
};

export const crewOf = (...members: readonly Member[]): Crew => ({
  kind: 'crew',
  id: crewId.parse(derivedId('crew')),
  name: 'Tide pool',
  members: members.map((member) => member.id),
  zone: lisbon,
  createdAt: NOW,
});

/** Five Tuesdays at half past seven in the evening from 1 December on, whose hosts are the members in turn. */
export const seasonOf = (hosting: readonly Member[], change: Partial<SeasonPlan> = {}): Season =>
  planSeason({
    id: seasonId.parse(derivedId('season')),
    crew: crewOf(...hosting).id,
    number: 1,
    rhythm: { every: 'week' },
    time: localTime.parse('19:30'),
    zone: lisbon,
    first: localDate.parse('2026-12-01'),
    count: 5,
    minutes: 90,
    place: 'The kitchen table',
    practice: practiceId.parse('case-clinic'),
    questions: ['What would help you most?'],
    hosting: hosting.map((member) => member.id),
    now: NOW,
    ...change,
  });

/** Asked of the members named, unless changed; its digest is due two days after NOW. */
export const promptTo = (asked: readonly Member[], change: Partial<Prompt> = {}): Prompt => ({
  kind: 'prompt',
  id: promptId.parse(derivedId('prompt')),
  crew: crewOf(...asked).id,
  questions: ['What would help you most?'],
  promptAt: localDateTime.parse('2026-11-23T09:00'),
  digestAt: localDateTime.parse('2026-11-25T09:00'),
  zone: lisbon,
  asked: asked.map((member) => member.id),
  state: 'asked',
  createdAt: NOW,
  ...change,
});

export const letterTo = (to: Member, content: LetterContent, change: Partial<Letter> = {}): Letter => {
  const id = letterIdOf(content.template, to.id);
  return {
    kind: 'letter',
    id,
    slot: content.template,
    to: to.id,
    content,
    thread: threadId.parse(id),
    state: { name: 'planned' },
    createdAt: NOW,
    ...change,
  };
};

export const promptLetterTo = (to: Member, prompt: Prompt): Letter =>
  letterTo(to, {
    template: 'prompt',
    prompt: prompt.id,
    crew: 'Tide pool',
    questions: [...prompt.questions],
    readers: [],
    digestAt: instantOf('2026-11-25T09:00:00.000Z'),
  });

/** An answer to a prompt as it is kept. */
export const answerOf = (
  member: Member,
  prompt: Prompt,
  words: string,
  receivedAt: Instant = NOW,
): Reply => ({
  kind: 'reply',
  id: `${prompt.id}#${derivedId('reply', member.id, words)}`,
  letter: promptLetterTo(member, prompt).id,
  member: member.id,
  prompt: prompt.id,
  words,
  receivedAt,
  raw: 'raw',
});

/** A reply as the reader understands it. */
export const messageFrom = (
  from: Member,
  words: string,
  change: Partial<ReplyMessage> = {},
): ReplyMessage => ({
  kind: 'reply',
  from: from.addresses[0]?.email,
  recipients: [],
  messageId: 'a@example.org',
  references: [],
  subject: 'Re: What would help you most?',
  words,
  passages: words === '' ? [] : [{ quote: undefined, words }],
  pictures: [],
  contentHash: words,
  ...change,
});
