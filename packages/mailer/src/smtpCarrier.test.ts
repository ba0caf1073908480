import { createServer } from 'node:net';
import type { Delivery, OutgoingMessage } from '@crewtide/flows';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { AcceptedJournal } from './acceptedJournal.ts';
import { composeMime } from './mime.ts';
import { sampleMessage } from './sampleMessage.ts';
import { cut, type Script, type ScriptedServer, silence, startScriptedServer } from './scriptedServer.ts';
import { createSmtpCarrier, type SmtpCarrier, type SmtpCarrierOptions } from './smtpCarrier.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const memoryJournal = (): AcceptedJournal => {
  const entries = new Map<string, string | undefined>();
  return {
    has: (key) => entries.has(key),
    messageIdOf: (key) => entries.get(key),
    add: (key, messageId) => void entries.set(key, messageId),
  };
};

function carrierTo(url: string, options: Partial<SmtpCarrierOptions> = {}): SmtpCarrier {
  const carrier = createSmtpCarrier({
    url,
    journal: memoryJournal(),
    log: { error: (event) => expect.fail(event) },
    ...options,
  });
  cleanUps.push(() => carrier.close());
  return carrier;
}

async function serverSaying(...scripts: readonly Script[]): Promise<ScriptedServer> {
  const server = await startScriptedServer((connection) => scripts[connection] ?? scripts.at(-1) ?? {});
  cleanUps.push(() => server.close());
  return server;
}

const deliverSample = async (carrier: SmtpCarrier, key = 'key', message: OutgoingMessage = sampleMessage) =>
  carrier.deliver(key, await carrier.freeze(message));

const accepted: Delivery = { outcome: 'accepted', messageId: 'mmmm@crew.example' };

describe('a well-behaved server', () => {
  test('gets the frozen envelope and bytes, over one connection for all letters', async () => {
    const server = await serverSaying({});
    const carrier = carrierTo(`smtp://${server.address}`);
    expect(await deliverSample(carrier, 'a')).toEqual(accepted);
    expect(await deliverSample(carrier, 'b')).toEqual(accepted);
    const mime = Buffer.from(await composeMime(sampleMessage)).toString('latin1');
    expect(server.taken.map((message) => `${message}\r\n`)).toEqual([mime, mime]);
    expect(server.connections()).toBe(1);
  });

  test('gets lines that begin with a dot as they were', async () => {
    const server = await serverSaying({});
    const message = { ...sampleMessage, text: '.\n.hidden\n' };
    expect(await deliverSample(carrierTo(`smtp://${server.address}`), 'a', message)).toEqual(accepted);
    expect(server.taken[0]).toContain('\r\n..\r\n..hidden\r\n');
  });

  test('that gives the message a Message-ID of its own is believed, from the journal too', async () => {
    const server = await serverSaying({
      message: '250 2.0.0 OK <AB12@DB3.eurprd01.prod.outlook.com> [Hostname=x]',
    });
    const carrier = carrierTo(`smtp://${server.address}`);
    const delivery = { outcome: 'accepted', messageId: 'AB12@DB3.eurprd01.prod.outlook.com' };
    expect(await deliverSample(carrier)).toEqual(delivery);
    expect(await deliverSample(carrier)).toEqual(delivery);
  });
});

describe.each([
  ['one command at a time', []],
  ['pipelining', ['PIPELINING']],
])('with %s', (_name, ehlo) => {
  const cases: readonly (readonly [string, Script, Delivery])[] = [
    ['550 at RCPT', { rcpt: '550 5.1.1 no such mailbox' }, { outcome: 'refused', status: '5.1.1' }],
    ['550 at RCPT without a status', { rcpt: '550 no' }, { outcome: 'refused', status: '550' }],
    ['554 after the message', { message: '554 5.6.0 not this' }, { outcome: 'refused', status: '5.6.0' }],
    ['554 at DATA', { data: '554 no valid recipients' }, { outcome: 'refused', status: '554' }],
    ['552 at MAIL', { mail: '552 5.3.4 too big' }, { outcome: 'refused', status: '5.3.4' }],
    ['relaying denied', { rcpt: '554 5.7.1 relay access denied' }, { outcome: 'later', status: '5.7.1' }],
    ['550 of the sender', { mail: '550 5.1.8 bad sender' }, { outcome: 'later', status: '5.1.8' }],
    ['530 at RCPT', { rcpt: '530 authenticate first' }, { outcome: 'later', status: '530' }],
    ['450 at RCPT', { rcpt: '450 4.2.1 greylisted' }, { outcome: 'later', status: '4.2.1' }],
    ['451 after the message', { message: '451 4.3.0 oops' }, { outcome: 'later', status: '4.3.0' }],
    ['421 at MAIL', { mail: '421 4.3.2 going down' }, { outcome: 'later', status: '4.3.2' }],
    ['421 after the message', { message: '421 4.3.2 down' }, { outcome: 'later', status: '4.3.2' }],
    ['421 as a greeting', { greeting: '421 busy' }, { outcome: 'later', status: '421' }],
    ['554 as a greeting', { greeting: '554 5.3.2 no' }, { outcome: 'later', status: '5.3.2' }],
    ['a cut before the greeting', { greeting: cut }, { outcome: 'later', status: 'ECONNECTION' }],
    ['a cut at MAIL', { mail: cut }, { outcome: 'later', status: 'ECONNECTION' }],
    ['a cut at DATA', { data: cut }, { outcome: 'later', status: 'ECONNECTION' }],
    ['a cut after the dot', { message: cut }, { outcome: 'unknown', cause: 'ECONNECTION' }],
    ['a greeting that never comes', { greeting: silence }, { outcome: 'later', status: 'GREETING_TIMEOUT' }],
    ['no reply to EHLO', { ehloReply: silence }, { outcome: 'later', status: 'DELIVERY_TIMEOUT' }],
    ['no reply to RCPT', { rcpt: silence }, { outcome: 'later', status: 'DELIVERY_TIMEOUT' }],
    ['no reply to the dot', { message: silence }, { outcome: 'unknown', cause: 'DELIVERY_TIMEOUT' }],
    ['a reply to the dot that is no answer', { message: '354 more' }, { outcome: 'unknown', cause: '354' }],
  ];

  test.each(cases)('%s', async (_case, script, delivery) => {
    const server = await serverSaying({ ehlo, ...script });
    const impatient = { timeouts: { greeting: 100, delivery: 600 } };
    const carrier = carrierTo(
      `smtp://${server.address}`,
      JSON.stringify(delivery).includes('_TIMEOUT') ? impatient : {},
    );
    expect(await deliverSample(carrier)).toEqual(delivery);
    expect(server.taken).toEqual([]);
  });

  test('a cut in the middle of a message is certainly no acceptance', async () => {
    const server = await serverSaying({ ehlo, cutAfterBytes: 1000 });
    const message = { ...sampleMessage, text: 'A line of a long letter.\n'.repeat(400_000) };
    const delivery = await deliverSample(carrierTo(`smtp://${server.address}`), 'key', message);
    expect(delivery.outcome).toBe('later');
  });

  test('a refused letter leaves the connection fit for the next', async () => {
    const server = await serverSaying({ ehlo, message: '554 5.6.0 not this' });
    const carrier = carrierTo(`smtp://${server.address}`);
    await deliverSample(carrier, 'a');
    expect(await deliverSample(carrier, 'b')).toEqual({ outcome: 'refused', status: '5.6.0' });
    expect(server.connections()).toBe(1);
  });

  test('a connection that breaks while it is reset is replaced', async () => {
    const server = await serverSaying({ ehlo, rcpt: '550 5.1.1 no', rset: cut }, { ehlo });
    const carrier = carrierTo(`smtp://${server.address}`);
    expect(await deliverSample(carrier, 'a')).toEqual({ outcome: 'refused', status: '5.1.1' });
    expect(await deliverSample(carrier, 'b')).toEqual(accepted);
  });

  test('a server that refuses and then says nothing holds the letter up no longer than its time', async () => {
    const server = await serverSaying({ ehlo, rcpt: '550 5.1.1 no', rset: silence }, { ehlo });
    const carrier = carrierTo(`smtp://${server.address}`, { timeouts: { delivery: 600 } });
    expect(await deliverSample(carrier, 'a')).toEqual({ outcome: 'refused', status: '5.1.1' });
    expect(await deliverSample(carrier, 'b')).toEqual(accepted);
  });

  test('an idle connection that the server cut costs the next letter nothing', async () => {
    const server = await serverSaying({ ehlo });
    const carrier = carrierTo(`smtp://${server.address}`);
    await deliverSample(carrier, 'a');
    const delivery = server.cutAll().then(() => deliverSample(carrier, 'b'));
    expect(await delivery).toEqual(accepted);
    expect(server.taken).toHaveLength(2);
  });
});

describe('a server out of reach', () => {
  test('is tried later', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => {
        const address = closed.address();
        closed.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      }),
    );
    const delivery = await deliverSample(carrierTo(`smtp://127.0.0.1:${port}`));
    expect(delivery).toEqual({ outcome: 'later', status: 'ECONNREFUSED' });
  });

  test('that refuses our password is tried later, as the letter is not at fault', async () => {
    const server = await serverSaying({ ehlo: ['AUTH PLAIN'], auth: '535 5.7.8 wrong password' });
    const delivery = await deliverSample(carrierTo(`smtp://ana:secret@${server.address}`));
    expect(delivery).toEqual({ outcome: 'later', status: '5.7.8' });
  });

  test('has to be an SMTP url, and a wrong one is not repeated in the error', () => {
    expect(() => carrierTo('http://ana:secret@host')).toThrow(/^the SMTP url must begin with smtp:\/\/ or/);
  });
});

describe('over TLS', () => {
  async function tlsServer(secure: boolean): Promise<string> {
    const server = new SMTPServer({
      secure,
      logger: false,
      disableReverseLookup: true,
      authOptional: true,
      onMailFrom: (_address, session, done) => done(session.secure ? null : new Error('in the clear')),
      onData: (stream, _session, done) => stream.on('end', () => done()).resume(),
    });
    server.on('error', () => undefined);
    const address = await new Promise<ReturnType<SMTPServer['server']['address']>>((resolve) => {
      const listener = server.listen(0, '127.0.0.1', () => resolve(listener.address()));
    });
    cleanUps.push(() => new Promise((resolve) => server.close(() => resolve())));
    return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  test('from the start (smtps) and by STARTTLS letters arrive', async () => {
    const smtps = carrierTo(`smtps://${await tlsServer(true)}?tls.rejectUnauthorized=false`);
    expect(await deliverSample(smtps)).toEqual(accepted);
    const startTls = carrierTo(`smtp://${await tlsServer(false)}?tls.rejectUnauthorized=false`);
    expect(await deliverSample(startTls)).toEqual(accepted);
  });

  test('a certificate that nobody vouches for is not accepted', async () => {
    const delivery = await deliverSample(carrierTo(`smtps://${await tlsServer(true)}`));
    expect(delivery.outcome).toBe('later');
  });
});

describe('the journal', () => {
  test('makes a second delivery of a key an acceptance without a call, in a new process too', async () => {
    const server = await serverSaying({});
    const journal = memoryJournal();
    await deliverSample(carrierTo(`smtp://${server.address}`, { journal }), 'key');
    expect(await deliverSample(carrierTo('smtp://127.0.0.1:1', { journal }), 'key')).toEqual(accepted);
    expect(server.taken).toHaveLength(1);
  });

  test('never knows a key that was not accepted', async () => {
    const server = await serverSaying({ message: cut });
    const journal = memoryJournal();
    await deliverSample(carrierTo(`smtp://${server.address}`, { journal }), 'key');
    expect(journal.has('key')).toBe(false);
  });

  test('that cannot be written is told, and the acceptance stays one', async () => {
    const server = await serverSaying({});
    const told: string[] = [];
    const journal: AcceptedJournal = {
      has: () => false,
      messageIdOf: () => undefined,
      add: () => {
        throw new Error('no space left');
      },
    };
    const carrier = carrierTo(`smtp://${server.address}`, {
      journal,
      log: { error: (event) => void told.push(event) },
    });
    expect(await deliverSample(carrier)).toEqual(accepted);
    expect(told).toEqual(['accepted-journal-failed']);
  });
});

describe('many letters at once', () => {
  test('use no more than the connections allowed, and all arrive', async () => {
    const server = await serverSaying({});
    const carrier = carrierTo(`smtp://${server.address}`, { connections: 3 });
    const keys = Array.from({ length: 40 }, (_, index) => `key${index}`);
    const deliveries = await Promise.all(keys.map((key) => deliverSample(carrier, key)));
    expect(deliveries).toEqual(keys.map(() => accepted));
    expect(server.connections()).toBe(3);
    expect(server.taken).toHaveLength(40);
  });

  test('end before the carrier is closed, and later ones are told so', async () => {
    const server = await serverSaying({});
    const carrier = carrierTo(`smtp://${server.address}`);
    const frozen = await carrier.freeze(sampleMessage);
    const first = carrier.deliver('a', frozen);
    await new Promise((resolve) => setImmediate(resolve));
    await carrier.close();
    expect(await first).toEqual(accepted);
    expect(await carrier.deliver('b', frozen)).toEqual({ outcome: 'later', status: 'closed' });
  });
});

test('bytes that another carrier froze are a fault', async () => {
  await expect(carrierTo('smtp://127.0.0.1:1').deliver('key', Buffer.from('{}'))).rejects.toThrow(
    'not those of an SMTP carrier',
  );
});
