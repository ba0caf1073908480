import { closeSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';

/**
 * What a carrier has accepted, by key: makes a carrier that ignores our idempotency key honour it as far as one
 * machine can. See ../decisions/accepted-journal.md.
 */
export interface AcceptedJournal {
  has(key: string): boolean;
  /** The Message-ID that the server gave an accepted letter in place of ours. */
  messageIdOf(key: string): string | undefined;
  /** Returns when the entry would survive the death of this process (not of the machine's power). */
  add(key: string, messageId?: string): void;
}

/** Keys and Message-IDs are single words of visible ASCII. */
const WORD = /^[!-~]+$/;

/**
 * A file that is only appended to, in two generations: at `generation` entries it becomes `<path>.old`, replacing
 * the older one. So at least the last `generation` keys are known: choose more than can be sent within a lease (five
 * minutes at 1,000 a second). One process at a time; an entry that a crash tore is forgotten.
 */
export function openAcceptedJournal(path: string, generation = 300_000): AcceptedJournal & { close(): void } {
  const oldPath = `${path}.old`;
  let old = readEntries(oldPath);
  let current = readEntries(path);
  let file = openSync(path, 'a', 0o600);

  const turn = () => {
    closeSync(file);
    renameSync(path, oldPath);
    file = openSync(path, 'a', 0o600);
    old = current;
    current = new Map();
  };

  return {
    has: (key) => current.has(key) || old.has(key),
    messageIdOf: (key) => current.get(key) ?? old.get(key),
    add(key, messageId) {
      const words = messageId === undefined ? [key] : [key, messageId];
      if (!words.every((word) => WORD.test(word)))
        throw new Error('a journal entry is one or two visible words');
      if (current.size >= generation) turn();
      writeSync(file, `${words.join(' ')}\n`);
      current.set(key, messageId);
    },
    close: () => closeSync(file),
  };
}

/** Cuts a torn last line off, so that the next entry begins a line of its own. */
function readEntries(path: string): Map<string, string | undefined> {
  const text = readIfThere(path);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole, 'latin1'));
  const entries = new Map<string, string | undefined>();
  for (const line of whole.split('\n')) {
    const [key = '', messageId] = line.split(' ');
    if (WORD.test(key)) entries.set(key, messageId);
  }
  return entries;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
