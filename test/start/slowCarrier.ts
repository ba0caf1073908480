import { SMTPServer } from 'smtp-server';

export interface SlowCarrier {
  readonly url: string;
  /** How many letters it took. */
  taken(): number;
  /** Resolves when it has taken one. */
  readonly first: Promise<void>;
  close(): Promise<void>;
}

/** An SMTP server that thinks about each letter before it says 250. */
export async function startSlowCarrier(thinksMilliseconds: number): Promise<SlowCarrier> {
  const first = Promise.withResolvers<void>();
  let taken = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onData: (stream, _session, done) => {
      stream.resume().once('end', () => {
        setTimeout(() => {
          taken += 1;
          first.resolve();
          done(null);
        }, thinksMilliseconds);
      });
    },
  });
  // Clients under test are killed: a reset connection is nothing to report.
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the carrier has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken: () => taken,
    first: first.promise,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
