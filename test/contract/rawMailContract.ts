import { type Instant, instant } from '@crewtide/domain';
import type { RawMail } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** An adapter under test, over storage that outlives it. */
export interface RawMailFactory {
  /** Opens over what the former one stored, as after a restart. */
  open(): Promise<RawMail>;
  /** The time is now `at`, and what has outlived its time is deleted; the tests begin at `noon`. */
  pass(at: Instant): Promise<void>;
  /** Forgets everything. */
  remove(): Promise<void>;
}

const envelope = { from: 'ana@example.org', to: ['reply+abc@crew.example'] };
const at = (text: string): Instant => instant.parse(text);
export const noon = at('2026-11-23T12:00:00.000Z');
const mail = (text: string): Uint8Array => Buffer.from(`Subject: ${text}\r\n\r\n${text}\r\n`);

/** What every RawMail keeps to. */
export function rawMailContract(name: string, prepare: () => Promise<RawMailFactory>): void {
  describe(`raw mail in ${name}`, () => {
    let factory: RawMailFactory;
    let rawMail: RawMail;
    const put = (text: string, receivedAt = noon): Promise<string> =>
      rawMail.put(envelope, mail(text), receivedAt);
    const textOf = async (id: string): Promise<string | undefined> => {
      const found = await rawMail.get(id);
      return found && Buffer.from(found.bytes).toString('latin1');
    };

    beforeEach(async () => {
      factory = await prepare();
      rawMail = await factory.open();
    });
    afterEach(() => factory.remove());

    it('gives back envelope, bytes and time exactly, also after a restart', async () => {
      const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
      const quoted = { from: '', to: ['"a\n b"@example.org', 'bö@example.org'] };
      const id = await rawMail.put(quoted, bytes, noon);
      for (const reader of [rawMail, await factory.open()]) {
        const found = await reader.get(id);
        expect(found && { ...found, bytes: [...found.bytes] }).toEqual({
          id,
          envelope: quoted,
          bytes: [...bytes],
          receivedAt: noon,
        });
      }
    });

    it('keeps who handed a message over, who does not make it another', async () => {
      const client = { ip: '192.0.2.7', helo: 'mail.example.org' };
      const id = await rawMail.put({ ...envelope, client }, mail('words'), noon);
      expect((await rawMail.get(id))?.envelope).toEqual({ ...envelope, client });
      expect(await put('words')).toBe(id);
    });

    it('keeps an empty message', async () => {
      const id = await rawMail.put(envelope, new Uint8Array(), noon);
      expect((await rawMail.get(id))?.bytes).toHaveLength(0);
    });

    it('counts the same message once, however often and however concurrently it is put', async () => {
      const ids = await Promise.all([put('same'), put('same'), put('same', at('2026-11-23T13:00:00.000Z'))]);
      ids.push(await put('same'));
      expect(new Set(ids).size).toBe(1);
      expect(await rawMail.undecided(10)).toEqual(ids.slice(0, 1));
    });

    it('tells messages apart by their envelope and by their bytes', async () => {
      const first = await put('one');
      const other = await put('two');
      const elsewhere = await rawMail.put({ ...envelope, to: ['other@crew.example'] }, mail('one'), noon);
      expect(new Set([first, other, elsewhere]).size).toBe(3);
    });

    it('no longer lists what was decided, and still gives its bytes', async () => {
      const id = await put('decided');
      await rawMail.decided(id, at('2026-12-23T12:00:00.000Z'));
      expect(await rawMail.undecided(10)).toEqual([]);
      expect(await textOf(id)).toContain('decided');
      expect(await (await factory.open()).undecided(10)).toEqual([]);
    });

    it('accepts that a message is decided again, or was never there', async () => {
      const id = await put('twice');
      await rawMail.decided(id, noon);
      await rawMail.decided(id, noon);
      await rawMail.decided('0'.repeat(64), noon);
      expect(await textOf(id)).toContain('twice');
      expect(await rawMail.get('0'.repeat(64))).toBeUndefined();
    });

    it('lists a message again that comes again after its decision', async () => {
      const id = await put('again');
      await rawMail.decided(id, at('2026-12-23T12:00:00.000Z'));
      expect(await put('again')).toBe(id);
      expect(await rawMail.undecided(10)).toEqual([id]);
    });

    it('keeps what was decided for thirty days, and deletes it within a day', async () => {
      const id = await put('decided');
      await rawMail.decided(id, at('2026-12-23T12:00:00.000Z'));
      await factory.pass(at('2026-12-23T11:59:59.999Z'));
      expect(await textOf(id)).toContain('decided');
      await factory.pass(at('2026-12-24T00:00:00.000Z'));
      expect(await textOf(id)).toBeUndefined();
    });

    it('keeps what is undecided for ever', async () => {
      const id = await put('waiting');
      await factory.pass(at('2099-01-01T00:00:00.000Z'));
      expect(await rawMail.undecided(10)).toEqual([id]);
      expect(await textOf(id)).toContain('waiting');
    });

    it('lists no more than the limit of what is undecided', async () => {
      const ids = await Promise.all(['one', 'two', 'three'].map((text) => put(text)));
      const listed = await rawMail.undecided(2);
      expect(listed).toHaveLength(2);
      expect(ids).toEqual(expect.arrayContaining([...listed]));
    });

    it('keeps what is held for ever, and what is released for its time', async () => {
      const id = await put('held');
      await rawMail.decided(id, 'while-held');
      await factory.pass(at('2099-01-01T00:00:00.000Z'));
      expect(await textOf(id)).toContain('held');
      await rawMail.decided(id, at('2099-01-31T00:00:00.000Z'));
      await factory.pass(at('2099-01-30T23:59:59.999Z'));
      expect(await textOf(id)).toContain('held');
      await factory.pass(at('2099-02-01T00:00:00.000Z'));
      expect(await rawMail.get(id)).toBeUndefined();
    });

    it('keeps a held message held when it comes again', async () => {
      const id = await put('held');
      await rawMail.decided(id, 'while-held');
      expect(await put('held')).toBe(id);
      expect(await rawMail.undecided(10)).toEqual([]);
      await factory.pass(at('2099-01-01T00:00:00.000Z'));
      expect(await textOf(id)).toContain('held');
    });

    it.each(['', '../../etc/passwd', `../${'a'.repeat(61)}`, 'A'.repeat(64), `${'a'.repeat(64)}\n`])(
      'rejects an id that is none: %j',
      async (id) => {
        await expect(rawMail.get(id)).rejects.toThrow('not the id');
        await expect(rawMail.decided(id, noon)).rejects.toThrow('not the id');
      },
    );

    it('keeps many messages that come at once', async () => {
      const ids = await Promise.all(Array.from({ length: 64 }, (_, index) => put(`message ${index}`)));
      expect([...(await (await factory.open()).undecided(100))].sort()).toEqual([...ids].sort());
    });
  });
}
