import { readdirSync, readFileSync } from 'node:fs';
import { read } from '@crewtide/reading';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const FOLDER = new URL('clients/', import.meta.url);
const typed = z
  .record(z.string(), z.object({ typed: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(new URL('EXPECTED.json', FOLDER), 'utf8')));
const ORIGINAL = 'p47.a1b2c3d4e5f60718@community.test';
const LEAVE_LINK = 'community.test/leave';

/** Replies whose words aren't exactly what was typed, with what they are instead: none today. */
const INEXACT: Readonly<Record<string, string>> = {};

/** mailutils leaves From to its mail system, which had none. */
const SENDERS: Readonly<Record<string, string | undefined>> = {
  'mailutils.eml': undefined,
  'geary.eml': 'cleo@peer.test',
  'roundcube-html-top.eml': 'ben@peer.test',
  'roundcube-plain.eml': 'ben@peer.test',
};

const recorded = readdirSync(FOLDER).filter((file) => file.endsWith('.eml') && file !== 'original.eml');
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
const understand = (file: string) =>
  read(readFileSync(new URL(file, FOLDER)), { from: 'anna@peer.test', to: ['reply+a1b2@community.test'] });

describe('a reply from a real client', () => {
  it('is expected for every recording', () => {
    expect(Object.keys(typed).toSorted()).toEqual(recorded.toSorted());
    expect(recorded).toHaveLength(27);
  });

  it.each(recorded)('%s is a reply with its sender, its letter and what was typed', async (file) => {
    const message = await understand(file);
    if (message.kind !== 'reply') throw new Error(`${file} was taken for ${message.kind}`);
    expect(message.from).toBe(file in SENDERS ? SENDERS[file] : 'anna@peer.test');
    expect(message.references[0]).toBe(ORIGINAL);
    expect(flat(message.words)).toBe(INEXACT[file] ?? flat((typed[file]?.typed ?? []).join(' ')));
    expect(message.words).not.toContain(LEAVE_LINK);
    expect(message.request).toBeUndefined();
  });

  it('the newsletter itself is automatic', async () => {
    expect(await understand('original.eml')).toMatchObject({ kind: 'automatic', cause: 'auto-submitted' });
  });
});
