import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const hashOf = async (encoding: string, body: string) => {
  const head = `From: anna@peer.test\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}`;
  const message = await read(Buffer.from(`${head}\r\n\r\n${body}`), { from: 'anna@peer.test', to: [] });
  return message.kind === 'reply' ? message.contentHash : message.kind;
};

describe('the content hash', () => {
  it('is alike however the same text is encoded and folded', async () => {
    const plain = await hashOf('8bit', 'Zoë comes\r\non Friday.\r\n');
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf('quoted-printable', 'Zo=C3=AB comes on=\r\n Friday.')).toBe(plain);
    expect(await hashOf('base64', Buffer.from('Zoë comes on Friday.').toString('base64'))).toBe(plain);
  });

  it('differs when the text does', async () => {
    expect(await hashOf('8bit', 'Zoë comes')).not.toBe(await hashOf('8bit', 'Zoë goes'));
  });
});
