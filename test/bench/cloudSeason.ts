import { later } from '@crewtide/domain';
import { replyTo } from '../support/houseReply.ts';
import type { MailboxMail } from '../support/resend/account.ts';
import { CREW, congregationOf, formCrew, type Host, MEETINGS } from './cloudHost.ts';
import { type CloudUse, sumOf } from './cloudUse.ts';
import type { Doing, MeteredCloud, Uses } from './meteredCloud.ts';

/** How often something was done, and what that took together. */
export interface Done {
  readonly count: number;
  readonly use: CloudUse;
}

/** The same at every run. */
export interface Counts {
  /** A crew of five in one zone, meeting five times; everyone answers each prompt and the review once, in time. */
  readonly season: {
    readonly members: number;
    readonly meetings: number;
    readonly letters: number;
    readonly done: Readonly<Record<'request' | 'strike' | 'send' | 'told' | 'reply', Done>>;
  };
  /** A reply to a digest, which goes on to the other four at once, with all that follows. */
  readonly note: { readonly letters: number; readonly done: Done };
  /** Nothing is due, and nothing waits. */
  readonly quiet: { readonly tick: Done; readonly sweep: Done };
  /** A host looks at a list. */
  readonly reading: Done;
}

export async function countSeason(metered: MeteredCloud): Promise<Counts> {
  const host = await congregationOf(metered);
  await rest(metered);
  metered.take();
  const before = lettersIn(metered);
  await formCrew(metered, host);
  await playUntilDigest(metered, host);
  const first = metered.take();
  const letters = lettersIn(metered) - before;
  const note = await countNote(metered, host);
  const between = lettersIn(metered);
  await playOn(metered, host, () => false);
  const second = metered.take();
  await mustHaveEnded(metered, host);
  const done = (doing: Doing) => doneIn(doing, sumOf(first(doing), second(doing)));
  return {
    season: {
      members: CREW.length,
      meetings: MEETINGS,
      letters: letters + lettersIn(metered) - between,
      done: {
        request: done('request'),
        strike: done('strike'),
        send: done('send'),
        told: done('told'),
        reply: done('reply'),
      },
    },
    note,
    ...(await countQuiet(metered, host)),
  };
}

const lettersIn = ({ cloud }: MeteredCloud): number => cloud.resend.mailboxes.length;

const FUNCTION_OF = {
  request: 'api',
  tick: 'tick',
  sweep: 'sweep',
  strike: 'work',
  send: 'send',
  told: 'webhook',
  reply: 'webhook',
} as const;

const doneIn = (doing: Doing, use: CloudUse): Done => ({
  count: use.invocations[FUNCTION_OF[doing]],
  use,
});

const playUntilDigest = (metered: MeteredCloud, host: Host) =>
  playOn(metered, host, (template) => template === 'digest');

/** From hour to hour, everyone answering what they are asked, until nothing is to come or such letters have left. */
async function playOn(
  metered: MeteredCloud,
  host: Host,
  isEnough: (template: string) => boolean,
): Promise<void> {
  const { clock, store, resend } = metered.cloud;
  for (;;) {
    const read = lettersIn(metered);
    await rest(metered);
    const came = resend.mailboxes.slice(read);
    const templates = await Promise.all(came.map((mail) => templateOf(metered, host, mail)));
    for (const [at, mail] of came.entries()) {
      const words = WORDS[templates[at] ?? ''];
      if (words !== undefined) await answer(metered, mail, words);
    }
    await rest(metered);
    if (templates.some(isEnough)) return;
    const next = await store.nextDue(clock.now());
    if (next === undefined) return;
    clock.goTo(later(next, { milliseconds: 1 }));
  }
}

/** Whatever is due now is carried out, until nothing is. */
async function rest(metered: MeteredCloud): Promise<void> {
  const { clock, store } = metered.cloud;
  for (;;) {
    await metered.serve();
    clock.pass({ milliseconds: 1 });
    if ((await store.due(clock.now(), 1)).length === 0) return;
    await metered.tick();
  }
}

async function templateOf(
  { cloud }: MeteredCloud,
  { congregation }: Host,
  { letterId = '' }: MailboxMail,
): Promise<string> {
  const letter = await cloud.store.of(congregation).get('letter', letterId);
  return letter?.content.template ?? '';
}

const WORDS: Readonly<Record<string, string>> = {
  prompt: 'My neighbour carried my shopping up three flights, and I have not thanked her yet.',
  review: '1. The quiet at the start.\n2. Nothing.\n3. No.',
};

async function answer({ cloud }: MeteredCloud, mail: MailboxMail, words: string): Promise<void> {
  const { bytes, envelope } = await replyTo(mail, { words });
  await cloud.resend.receive(bytes, envelope);
}

/** She says a word to what the digest brought. */
async function countNote(metered: MeteredCloud, host: Host): Promise<Counts['note']> {
  const { mailboxes } = metered.cloud.resend;
  const before = mailboxes.length;
  const templates = await Promise.all(mailboxes.map((mail) => templateOf(metered, host, mail)));
  const digest = mailboxes[templates.lastIndexOf('digest')];
  if (digest === undefined) throw new Error('nobody got a digest');
  await answer(metered, digest, 'I come ten minutes late, start without me.');
  await rest(metered);
  const letters = mailboxes.length - before;
  if (letters !== CREW.length - 1) throw new Error(`a reply to a digest went to ${letters}`);
  return { letters, done: { count: 1, use: allOf(metered.take()) } };
}

/** All but the tick, which comes whatever is due. */
const allOf = (use: Uses): CloudUse => (['reply', 'strike', 'send', 'told'] as const).map(use).reduce(sumOf);

async function countQuiet(metered: MeteredCloud, host: Host): Promise<Pick<Counts, 'quiet' | 'reading'>> {
  await metered.sweep();
  metered.take();
  await metered.tick();
  await metered.sweep();
  await host.get('/crews');
  const use = metered.take();
  return {
    quiet: { tick: doneIn('tick', use('tick')), sweep: doneIn('sweep', use('sweep')) },
    reading: doneIn('request', use('request')),
  };
}

async function mustHaveEnded({ cloud }: MeteredCloud, { congregation }: Host): Promise<void> {
  const store = cloud.store.of(congregation);
  const { items } = await store.list('season', { limit: 2 });
  const replies = await store.list('reply', { limit: 100 });
  const expected = CREW.length * (MEETINGS + 1) + 1;
  const ended = items.length === 1 && items[0]?.state.name === 'ended';
  if (!ended || replies.items.length !== expected) {
    throw new Error(`after ${replies.items.length} replies the season is ${items[0]?.state.name}`);
  }
}
