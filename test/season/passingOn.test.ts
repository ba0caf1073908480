import { thumbnail } from '@crewtide/domain';
import { removeFromCrew, settleHeldMail } from '@crewtide/flows';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { outcomeOf, PEOPLE, reviewIn, type SeasonStory, seasonIn, textOf } from './reviewStory.ts';

const openHouse = houses();

/** Played until the first meeting's digest has brought what Ana wrote. */
async function digested(people?: readonly string[]): Promise<SeasonStory> {
  const story = await seasonIn(await openHouse(), people);
  await story.until('2026-11-30T12:00:00.000Z');
  await story.says('Ana', 'prompt', 'Rest.');
  await story.until('2026-11-30T18:30:00.000Z');
  return story;
}
const notesOf = async (story: SeasonStory, name: string) =>
  (await story.templatesOf(name)).filter((template) => template === 'note').length;

describe('a reply to a digest', () => {
  test('goes at once and once to those whom the digest names, in the same thread, and says who reads an answer to it', async () => {
    const story = await digested();
    const digest = await story.letter('Bo', 'digest');
    const reply = await replyTo(digest, { words: 'Running late, start without me.', style: 'bottom' });
    expect(await story.house.comesIn(reply)).toBe('passed-on');
    expect(await story.house.comesIn(reply)).toBe('duplicate');
    for (const name of ['Ana', 'Cleo', 'Dee']) {
      expect(await notesOf(story, name)).toBe(1);
      const note = await opened(await story.letter(name, 'note'));
      expect(note.text).toContain('Running late, start without me.');
      expect(note.text).not.toContain('Rest.');
      const own = await opened(await story.letter(name, 'digest'));
      expect(note.header('in-reply-to')).toBe(own.header('message-id'));
      expect(note.header('references').split(/\s+/)[0]).toBe(own.header('references').split(/\s+/)[0]);
      expect(note.header('from')).toContain('Tide pool (Willow circle)');
    }
    expect((await textOf(await story.letter('Cleo', 'note'))).replace(/\s+/g, ' ')).toContain(
      'Bo, Ana and Dee read',
    );
    expect(await notesOf(story, 'Bo')).toBe(0);
    // It was said: no digest brings it again.
    await story.until('2026-12-08T12:00:00.000Z');
    expect(await textOf(await story.letter('Ana', 'prompt'))).not.toContain('start without me');
    expect((await story.templatesOf('Ana')).filter((template) => template === 'digest')).toHaveLength(1);
  });

  test('is answered by a reply to the note, which reaches its writer too', async () => {
    const story = await digested();
    await story.says('Bo', 'digest', 'Running late.');
    expect(await story.says('Cleo', 'note', 'We wait for you.')).toBe('passed-on');
    for (const name of ['Ana', 'Bo', 'Dee']) {
      expect(await textOf(await story.letter(name, 'note'))).toContain('We wait for you.');
    }
    expect(await notesOf(story, 'Cleo')).toBe(1);
  });

  test('reaches nobody who left or pauses, and is not promised to them', async () => {
    const story = await digested();
    await story.says('Cleo', 'digest', 'pause');
    await story.says('Dee', 'digest', 'stop');
    expect(await story.says('Bo', 'digest', 'Running late.')).toBe('passed-on');
    expect([await notesOf(story, 'Cleo'), await notesOf(story, 'Dee')]).toEqual([0, 0]);
    expect(await textOf(await story.letter('Ana', 'note'))).not.toMatch(/Cleo|Dee/);
  });

  test('waits for the next digest where nobody of its readers is left', async () => {
    const story = await digested();
    for (const name of ['Ana', 'Cleo', 'Dee']) await story.says(name, 'digest', 'stop');
    expect(await story.says('Bo', 'digest', 'Anyone there?')).toBe('counted');
    expect((await story.willow.store.list('late-reply', { prefix: '', limit: 10 })).items).toHaveLength(1);
  });

  test('by a member who left goes on still: the letter said so', async () => {
    const story = await digested();
    await story.says('Bo', 'digest', 'stop');
    expect(await story.says('Bo', 'digest', 'It was good with you.')).toBe('passed-on');
    expect(await textOf(await story.letter('Ana', 'note'))).not.toContain('Bo, Cleo');
  });

  test('half a year later is kept, and goes on to nobody', async () => {
    const story = await digested();
    const digest = await story.letter('Bo', 'digest');
    await story.until('2027-06-20T09:00:00.000Z');
    const before = story.house.carrier.mailboxes.length;
    expect(await story.house.comesIn(await replyTo(digest, { words: 'I found this.' }))).toBe('counted');
    expect(story.house.carrier.mailboxes).toHaveLength(before);
  });

  test('released from what was held goes on like any other', async () => {
    const story = await digested();
    const { house, willow } = story;
    const digest = await story.letter('Bo', 'digest');
    const fromWork = await replyTo(digest, { words: 'Late, sent from work.', from: 'bo@work.example' });
    expect(await house.comesIn(fromWork)).toBe('held: unknown-sender');
    expect(await notesOf(story, 'Ana')).toBe(0);
    const [held] = (await willow.store.list('held-mail', { limit: 5 })).items;
    if (held === undefined) throw new Error('held mail');
    expect(await settleHeldMail(house.deps, willow.store, willow.host, held.id, 'released')).toBe('released');
    await house.settle();
    expect(await textOf(await story.letter('Ana', 'note'))).toContain('Late, sent from work.');
    expect(await house.comesIn(fromWork)).toBe('duplicate');
    expect(await notesOf(story, 'Ana')).toBe(1);
  });
});

describe('so do replies', () => {
  test('to “your crew”', async () => {
    const story = await seasonIn(await openHouse());
    expect(await story.says('Dee', 'your-crew', 'Hello all, I bring tea.')).toBe('passed-on');
    const note = await opened(await story.letter('Ana', 'note'));
    expect(note.text).toContain('I bring tea.');
    const own = await opened(await story.letter('Ana', 'your-crew'));
    expect(note.header('references').split(/\s+/)[0]).toBe(own.header('references').split(/\s+/)[0]);
    expect(await story.says('Ana', 'note', 'And I the cups.')).toBe('passed-on');
    expect(await textOf(await story.letter('Dee', 'note'))).toContain('And I the cups.');
  });

  test('to an outcome, within the crew that goes on: not to who was taken out of it since, nor from her', async () => {
    const story = await reviewIn(await openHouse());
    for (const name of ['Ana', 'Bo', 'Cleo', 'Dee']) await story.says(name, 'review', '3. Yes');
    await outcomeOf(story);
    const { house, willow, crew } = story;
    const cleo = { crew: crew.crew, member: await willow.idOf('Cleo') };
    expect((await removeFromCrew(house.deps, willow.store, willow.host, cleo)).outcome).toBe('changed');
    await house.settle();
    expect(await story.says('Cleo', 'outcome', 'You will all be sorry.')).toBe('counted');
    expect(await story.says('Ana', 'outcome', 'Glad to go on.')).toBe('passed-on');
    const got = Object.fromEntries(
      await Promise.all(PEOPLE.map(async (name) => [name, await notesOf(story, name)] as const)),
    );
    expect(got).toEqual({ Ana: 0, Bo: 1, Cleo: 0, Dee: 1 });
    expect(await textOf(await story.letter('Bo', 'note'))).toContain('Glad to go on.');
  });

  test('but never to a review', async () => {
    const story = await reviewIn(await openHouse());
    await story.says('Dee', 'review', 'It was good, and no, I stop here.');
    await outcomeOf(story);
    for (const name of ['Ana', 'Bo', 'Cleo']) expect(await notesOf(story, name)).toBe(0);
  });
});

test('two mail programs that answer each other without saying so come to an end', async () => {
  const story = await digested();
  const answered = new Set<string>();
  const machine = async (name: string) => {
    const mail = story.house.mailOf(addressOf(name)).at(-1);
    if (mail === undefined || answered.has(mail.key)) return false;
    answered.add(mail.key);
    await story.house.comesIn(await replyTo(mail, { words: `I am on holiday. ${name}` }));
    return true;
  };
  let turns = 0;
  while (((await machine('Bo')) || (await machine('Cleo'))) && turns < 40) turns += 1;
  expect(turns).toBeLessThan(20);
  expect(await notesOf(story, 'Ana')).toBeLessThan(20);
  expect(await notesOf(story, 'Ana')).toBeGreaterThan(2);
});

/** A drawing that no mail program would take for a logo. */
const drawing = async (): Promise<Buffer> => {
  const { default: sharp } = await import('sharp');
  const pixels = Buffer.alloc(800 * 600 * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7919) % 251;
  return sharp(pixels, { raw: { width: 800, height: 600, channels: 3 } })
    .jpeg()
    .toBuffer();
};

test('a photo without a word is a reply: its thumbnail stands in the note, the picture in the table', async () => {
  const story = await digested();
  const digest = await story.letter('Bo', 'digest');
  const plain = await replyTo(digest, { words: '', style: 'bare' });
  const [head = ''] = Buffer.from(plain.bytes).toString().split('\r\n\r\n');
  const bytes = Buffer.from(
    [
      head
        .replace(/Content-Type: .*/, 'Content-Type: multipart/mixed; boundary=b')
        .replace(/Content-Transfer-Encoding: .*\r\n/, ''),
      '',
      '--b',
      'Content-Type: image/jpeg; name="the sea.jpg"',
      'Content-Disposition: attachment; filename="the sea.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      ...((await drawing()).toString('base64').match(/.{1,76}/g) ?? []),
      '--b--',
      '',
    ].join('\r\n'),
  );
  expect(await story.house.comesIn({ ...plain, bytes })).toBe('passed-on');
  const note = await story.letter('Ana', 'note');
  const { attachments, html } = await PostalMime.parse(note.bytes);
  const [shown] = attachments.filter(({ mimeType }) => mimeType === 'image/jpeg');
  expect(shown?.contentId).toBeDefined();
  expect(html).toContain(`cid:${shown?.contentId?.replace(/[<>]/g, '')}`);
  expect((await opened(note)).text).toContain('the sea');
  const kept = await story.willow.store.list('thumbnail', { prefix: '', limit: 5 });
  expect(kept.items).toHaveLength(1);
  expect(thumbnail.parse(kept.items[0]).bytes.length).toBeLessThanOrEqual(16_000);
  expect((await story.willow.store.list('picture', { prefix: '', limit: 5 })).items).toHaveLength(1);
});
