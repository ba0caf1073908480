import { createHash } from 'node:crypto';
import type { Message } from './parse.ts';

/**
 * SHA-256 in hex over what a message says: its decoded text, html and attachments. White space doesn't count, because
 * carriers fold and encode lines anew.
 */
export function contentHashOf(message: Message): string {
  const hash = createHash('sha256');
  const parts = [
    withoutSpace(message.text),
    withoutSpace(message.html),
    ...message.attachments.map(contentOf),
  ];
  for (const part of parts) hash.update(digestOf(part));
  return hash.digest('hex');
}

const withoutSpace = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
const contentOf = (attachment: { readonly content: Uint8Array }) => attachment.content;

/** Digests of equal length keep one part's end from passing for the next one's beginning. */
const digestOf = (part: string | Uint8Array) => createHash('sha256').update(part).digest();
