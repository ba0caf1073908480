import { domainToASCII } from 'node:url';
import type { Clock, Envelope, Log, RawMail } from '@crewtide/flows';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { createGate, type Overflow } from './receivingGate.ts';

export interface SmtpServerOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** The only domain that mail is taken for. */
  readonly domain: string;
  readonly rawMail: Pick<RawMail, 'put'>;
  readonly clock: Clock;
  readonly log: Log;
  /** After the bytes are durable. A hint: must not throw. */
  onReceived(rawId: string): void;
  /** The largest message; four of this size may be on their way in at once. */
  readonly maxBytes?: number;
  readonly maxClients?: number;
  /** How long a client may be silent. */
  readonly idleMilliseconds?: number;
  /** How long one message may take from DATA on: a drip must not hold the memory of others. */
  readonly messageMilliseconds?: number;
}

export interface RunningSmtpServer {
  readonly port: number;
  /** Takes no new mail and waits up to 5 seconds for what is on its way in. */
  close(): Promise<void>;
}

const MAX_BYTES = 25 * 1024 * 1024;
const MAX_RECIPIENTS = 100;
const CLOSE_MILLISECONDS = 5_000;

/**
 * Receives mail for one domain and relays none. A sender hears "250" when its bytes are durable, not before.
 * Replies name RFC 3463 statuses and nothing of what is inside.
 * @throws the listener's error, `EADDRINUSE` for one.
 */
export async function startSmtpServer(options: SmtpServerOptions): Promise<RunningSmtpServer> {
  const { host, domain, rawMail, clock, log, onReceived } = options;
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const gate = createGate({ message: maxBytes, together: 4 * maxBytes });

  const store = async (envelope: Envelope, bytes: Uint8Array): Promise<void> => {
    let rawId: string;
    try {
      rawId = await rawMail.put(envelope, bytes, clock.now());
    } catch (error) {
      log.error('raw-mail-not-stored', { bytes: bytes.length, cause: nameOf(error) });
      throw new Refusal(451, '4.3.0 the message could not be stored, try again later');
    }
    onReceived(rawId);
  };

  const server = new SMTPServer({
    name: domain,
    size: maxBytes,
    maxRecipients: MAX_RECIPIENTS,
    maxClients: options.maxClients ?? 100,
    maxCommandLength: 4096,
    socketTimeout: options.idleMilliseconds ?? 60_000,
    closeTimeout: CLOSE_MILLISECONDS,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      done(isAt(domain, address) ? null : new Refusal(550, '5.7.1 no mail is relayed to other domains')),
    onData: (stream, session, done) => {
      const deadline = setTimeout(
        () => dropClient(server, session.id),
        options.messageMilliseconds ?? 600_000,
      );
      gate
        .gather(stream, (bytes) => store(envelopeOf(session), bytes))
        .finally(() => clearTimeout(deadline))
        .then(
          (end) => {
            if (end === 'kept') return done(null, '2.6.0 the message is kept');
            done(OVERFLOWS[end]);
            if (end === 'endless') dropClient(server, session.id);
          },
          (error) => done(asRefusal(error, log)),
        );
    },
  });
  const port = await listen(server, host, options.port);
  // Clients that reset their connection end up here; without a listener they would end the process.
  server.on('error', (error) => log.warn('smtp-connection-failed', { cause: nameOf(error) }));

  return { port, close: () => close(server) };
}

/** What a client is told. */
class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.responseCode = responseCode;
  }
}

const TOO_LARGE = new Refusal(552, '5.3.4 the message is too large');
const OVERFLOWS: Readonly<Record<Overflow, Refusal>> = {
  'too-large': TOO_LARGE,
  endless: TOO_LARGE,
  busy: new Refusal(452, '4.3.1 too much mail at once, try again later'),
};

/** Anything but a refusal of ours is told as an unknown fault of ours. */
function asRefusal(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  log.warn('smtp-message-broken-off', { cause: nameOf(error) });
  return new Refusal(451, '4.3.0 try again later');
}

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** Case and the way an international name is written don't matter; `postmaster` alone is ours too (RFC 5321, 4.5.1). */
function isAt(domain: string, address: string): boolean {
  const at = address.lastIndexOf('@');
  const theirs = domainToASCII(address.slice(at + 1));
  return at < 0 ? /^postmaster$/i.test(address) : theirs !== '' && theirs === domainToASCII(domain);
}

const envelopeOf = ({ envelope, remoteAddress: ip, hostNameAppearsAs }: SMTPServerSession): Envelope => ({
  from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
  to: envelope.rcptTo.map(({ address }) => address),
  client: { ip, helo: hostNameAppearsAs || ip },
});

function dropClient(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection.close();
}

const listen = (server: SMTPServer, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    const listener = server.listen(port, host, () => {
      server.off('error', reject);
      const address = listener.address();
      if (address === null || typeof address === 'string') reject(new Error('the SMTP server has no port'));
      else resolve(address.port);
    });
  });

const close = (server: SMTPServer): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
