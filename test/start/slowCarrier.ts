import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createSmtpParser } from '../support/smtpParser.ts';

export interface SlowCarrier {
  readonly url: string;
  /** How many letters it has said 250 to. */
  taken(): number;
  /** Resolves when it has taken one. */
  readonly first: Promise<void>;
  close(): void;
}

/** An SMTP server that thinks about each letter before it says 250. */
export async function startSlowCarrier(thinksMilliseconds: number): Promise<SlowCarrier> {
  const first = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  let taken = 0;
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    let isThinking = false;
    const parse = createSmtpParser(() => {
      isThinking = true;
    });
    const say = (replies: string) => void socket.write(replies);
    socket.on('data', (chunk) => {
      const { replies } = parse(chunk);
      if (replies === '') return;
      if (!isThinking) return say(replies);
      isThinking = false;
      setTimeout(() => {
        taken += 1;
        first.resolve();
        say(replies);
      }, thinksMilliseconds);
    });
    say('220 slow ESMTP\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the carrier has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken: () => taken,
    first: first.promise,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
