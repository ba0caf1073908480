import { createServer, type Socket } from 'node:net';
import type { Envelope } from '@crewtide/flows';
import { createSmtpParser } from './smtpParser.ts';

export interface SinkMessage {
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** Counts from 0 in the order of acceptance. */
  readonly order: number;
  /** X-Crewtide-Letter, the key of a carrier that honours keys. */
  readonly letter: string | undefined;
}

export interface SmtpSink {
  readonly url: string;
  readonly port: number;
  readonly messages: readonly SinkMessage[];
  /** Where keyed: messages that came again with the same bytes. */
  readonly repeats: readonly SinkMessage[];
  /** Where keyed: messages that came again under their key with other bytes or another envelope. */
  readonly violations: readonly SinkMessage[];
  onMessage(listener: (message: SinkMessage) => void): void;
  close(): Promise<void>;
}

/**
 * Takes every mail on a free loopback port; fast enough not to be what a bench measures. `keyed` makes it a carrier that
 * honours the letter's id as idempotency key. Without `keeps` it only tells of each: for more mail than memory holds.
 */
export async function startSmtpSink({
  keyed = false,
  keeps = true,
}: {
  keyed?: boolean;
  keeps?: boolean;
} = {}): Promise<SmtpSink> {
  const messages: SinkMessage[] = [];
  const repeats: SinkMessage[] = [];
  const violations: SinkMessage[] = [];
  const byLetter = new Map<string, SinkMessage>();
  const listeners: ((message: SinkMessage) => void)[] = [];
  const sockets = new Set<Socket>();

  let taken = 0;

  const accept = (envelope: Envelope, bytes: Buffer) => {
    const message = { envelope, bytes, order: taken, letter: letterOf(bytes) };
    const first = keyed && message.letter !== undefined ? byLetter.get(message.letter) : undefined;
    if (first) {
      (isSame(first, message) ? repeats : violations).push(message);
      return;
    }
    taken += 1;
    if (keyed && message.letter !== undefined) byLetter.set(message.letter, message);
    if (keeps) messages.push(message);
    for (const listener of listeners) listener(message);
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Clients under test are killed: a reset connection is nothing to report.
    socket.on('error', () => socket.destroy());
    const parse = createSmtpParser(accept);
    socket.on('data', (chunk) => {
      const { replies, goodbye } = parse(chunk);
      if (replies !== '') socket.write(replies);
      if (goodbye) socket.end();
    });
    socket.write('220 sink ESMTP\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sink has no port');

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    messages,
    repeats,
    violations,
    onMessage: (listener) => void listeners.push(listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function letterOf(bytes: Buffer): string | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
  return /^x-crewtide-letter:\s*(\S+)/im.exec(head)?.[1];
}

const isSame = (a: SinkMessage, b: SinkMessage): boolean =>
  a.bytes.equals(b.bytes) &&
  a.envelope.from === b.envelope.from &&
  a.envelope.to.join('\n') === b.envelope.to.join('\n');
