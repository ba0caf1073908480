import { connect, type Socket } from 'node:net';
import { instant } from '@crewtide/domain';
import type { Envelope, Log, LogFields } from '@crewtide/flows';
import nodemailer from 'nodemailer';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningSmtpServer, type SmtpServerOptions, startSmtpServer } from './smtpServer.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Put {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
}

interface Running extends RunningSmtpServer {
  readonly puts: readonly Put[];
  readonly received: readonly string[];
  readonly logged: readonly string[];
}

const now = instant.parse('2026-11-23T09:00:00.000Z');

async function running(options: Partial<SmtpServerOptions> = {}): Promise<Running> {
  const puts: Put[] = [];
  const received: string[] = [];
  const logged: string[] = [];
  const note = (event: string, fields?: LogFields) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log: Log = { info: note, warn: note, error: note };
  const server = await startSmtpServer({
    host: '127.0.0.1',
    port: 0,
    domain: 'crew.example',
    clock: { now: () => now },
    rawMail: {
      put: async (envelope, bytes) => {
        puts.push({ envelope, bytes });
        return `raw-${puts.length}`;
      },
    },
    onReceived: (id) => received.push(id),
    log,
    ...options,
  });
  cleanUps.push(() => server.close());
  return { ...server, puts, received, logged };
}

/** A raw client: writes lines, reads whole replies. */
async function client(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  cleanUps.push(() => void socket.destroy());
  let text = '';
  let wake = () => {};
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    wake();
  });
  let ended = false;
  socket.on('close', () => {
    ended = true;
    wake();
  });
  socket.on('error', () => undefined);

  const reply = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        return whole.trimEnd();
      }
      if (ended) return 'closed';
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  const greet = async () => {
    await reply();
    return say('EHLO client.example');
  };
  return { socket, reply, say, greet };
}

const openTransaction = async (port: number) => {
  const sender = await client(port);
  await sender.greet();
  await sender.say('MAIL FROM:<ana@members.example>');
  await sender.say('RCPT TO:<reply+x@crew.example>');
  expect(await sender.say('DATA')).toMatch(/^354 /);
  return sender;
};

describe('a message for our domain', () => {
  test('is stored as it came, with its envelope, and told of', async () => {
    const server = await running();
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: server.port,
      name: 'Mail.members.example',
    });
    const raw = 'Subject: hi\r\n\r\n.a line with a dot\r\nbytes: \x00\x7f\r\n';
    await transport.sendMail({
      envelope: { from: 'ana@members.example', to: ['reply+x@crew.example', 'reply+y@crew.example'] },
      raw,
    });
    expect(server.puts).toEqual([
      {
        envelope: {
          from: 'ana@members.example',
          to: ['reply+x@crew.example', 'reply+y@crew.example'],
          client: { ip: '127.0.0.1', helo: 'mail.members.example' },
        },
        bytes: Buffer.from(raw),
      },
    ]);
    expect(server.received).toEqual(['raw-1']);
  });

  test('hears 250 only when its bytes are durable', async () => {
    let durable = (_id: string) => {};
    let asked = () => {};
    const reachedStore = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await running({
      rawMail: {
        put: () =>
          new Promise((resolve) => {
            durable = resolve;
            asked();
          }),
      },
    });
    const sender = await openTransaction(server.port);
    const order: string[] = [];
    const reply = sender.say('Subject: hi\r\n\r\nhello\r\n.').then((text) => {
      order.push(text.slice(0, 3));
    });
    await reachedStore;
    // Another whole session fits in between, so the reply had all the time to come too early.
    const other = await client(server.port);
    await other.greet();
    order.push('stored');
    durable('raw-1');
    await reply;
    expect(order).toEqual(['stored', '250']);
    expect(server.received).toEqual(['raw-1']);
  });

  test('that cannot be stored is to be tried again, and the reply tells nothing of why', async () => {
    const server = await running({
      rawMail: { put: () => Promise.reject(new Error('EIO /var/lib/private: ana@members.example')) },
    });
    const sender = await openTransaction(server.port);
    const reply = await sender.say('Subject: hi\r\n\r\nhello\r\n.');
    expect(reply).toBe('451 4.3.0 the message could not be stored, try again later');
    expect(server.received).toEqual([]);
    expect(server.logged).toEqual(['raw-mail-not-stored {"bytes":22,"cause":"Error"}']);
    expect(await sender.say('NOOP')).toMatch(/^250 /);
  });

  test('may come from the null sender', async () => {
    const server = await running();
    const sender = await client(server.port);
    await sender.greet();
    expect(await sender.say('MAIL FROM:<>')).toMatch(/^250 /);
    await sender.say('RCPT TO:<bounce+x@crew.example>');
    await sender.say('DATA');
    expect(await sender.say('Subject: failure\r\n\r\nno\r\n.')).toMatch(/^250 /);
    expect(server.puts[0]?.envelope).toMatchObject({ from: '', to: ['bounce+x@crew.example'] });
  });

  test('that breaks off is not stored', async () => {
    let connections = 0;
    let failed = () => {};
    const told = new Promise<void>((resolve) => {
      failed = resolve;
    });
    const server = await running({
      log: { info: () => {}, warn: () => failed(), error: () => {} },
      rawMail: { put: async () => `${connections++}` },
    });
    const sender = await openTransaction(server.port);
    sender.socket.write('Subject: hi\r\n\r\nhalf a mess');
    await new Promise((resolve) => sender.socket.write('age', resolve));
    sender.socket.resetAndDestroy();
    await told;
    expect(connections).toBe(0);
  });
});

describe('mail for others', () => {
  test('is never relayed', async () => {
    const server = await running();
    const sender = await client(server.port);
    await sender.greet();
    await sender.say('MAIL FROM:<ana@members.example>');
    for (const to of ['x@elsewhere.example', 'x@sub.crew.example', 'x@crew.example.evil.example']) {
      expect(await sender.say(`RCPT TO:<${to}>`)).toBe('550 5.7.1 no mail is relayed to other domains');
    }
    expect(await sender.say('RCPT TO:<@crew.example:x@elsewhere.example>')).toMatch(/^550 /);
    expect(await sender.say('RCPT TO:<"x@crew.example"@elsewhere.example>')).toMatch(/^5\d\d /);
    expect(await sender.say('DATA')).toMatch(/^503 /);
    expect(server.puts).toEqual([]);
  });

  test('is not meant by our domain in capitals, nor by postmaster, who needs none', async () => {
    const server = await running();
    const sender = await client(server.port);
    await sender.greet();
    await sender.say('MAIL FROM:<ana@members.example>');
    expect(await sender.say('RCPT TO:<REPLY+X@CREW.EXAMPLE>')).toMatch(/^250 /);
    expect(await sender.say('RCPT TO:<Postmaster>')).toMatch(/^250 /);
  });
});

describe('the bounds', () => {
  test('a 30 MB message gets 552, and the connection goes on', async () => {
    const server = await running();
    const sender = await openTransaction(server.port);
    const line = Buffer.from(`${'x'.repeat(998)}\r\n`);
    const megabyte = Buffer.concat(Array.from({ length: 1000 }, () => line));
    for (let megabytes = 0; megabytes < 30; megabytes++) {
      await new Promise((resolve) => sender.socket.write(megabyte, resolve));
    }
    expect(await sender.say('.')).toBe('552 5.3.4 the message is too large');
    expect(await sender.say('NOOP')).toMatch(/^250 /);
    expect(server.puts).toEqual([]);
  });

  test('SIZE is told, and a message that announces more is refused at once', async () => {
    const server = await running({ maxBytes: 1000 });
    const sender = await client(server.port);
    expect(await sender.greet()).toContain('SIZE 1000');
    expect(await sender.say('MAIL FROM:<ana@members.example> SIZE=1001')).toMatch(/^552 /);
  });

  test('a message that is larger than it announced gets 552', async () => {
    const server = await running({ maxBytes: 1000 });
    const sender = await client(server.port);
    await sender.greet();
    expect(await sender.say('MAIL FROM:<ana@members.example> SIZE=10')).toMatch(/^250 /);
    await sender.say('RCPT TO:<reply+x@crew.example>');
    await sender.say('DATA');
    expect(await sender.say(`${'x'.repeat(1001)}\r\n.`)).toBe('552 5.3.4 the message is too large');
  });

  test('a client that does not stop is cut off', async () => {
    const server = await running({ maxBytes: 1000 });
    const sender = await openTransaction(server.port);
    sender.socket.write('x'.repeat(5000));
    expect(await sender.reply()).toBe('552 5.3.4 the message is too large');
    expect(await sender.reply()).toBe('closed');
  });

  test('100 recipients are accepted and the next is not', async () => {
    const server = await running();
    const sender = await client(server.port);
    await sender.greet();
    await sender.say('MAIL FROM:<ana@members.example>');
    for (let n = 0; n < 100; n++) {
      expect(await sender.say(`RCPT TO:<reply+${n}@crew.example>`)).toMatch(/^250 /);
    }
    expect(await sender.say('RCPT TO:<reply+100@crew.example>')).toMatch(/^452 /);
  });

  test('more clients than allowed are sent away', async () => {
    const server = await running({ maxClients: 1 });
    const first = await client(server.port);
    await first.greet();
    expect(await (await client(server.port)).reply()).toMatch(/^421 /);
  });

  test('a client that drips is cut off, however long it could go on', async () => {
    const server = await running({ messageMilliseconds: 100 });
    const sender = await openTransaction(server.port);
    const drip = setInterval(() => sender.socket.write('x\r\n'), 10);
    cleanUps.push(() => clearInterval(drip));
    expect(await sender.reply()).toBe('closed');
    expect(server.puts).toEqual([]);
  });

  test('a silent client is sent away', async () => {
    const server = await running({ idleMilliseconds: 150 });
    const sender = await client(server.port);
    await sender.greet();
    expect(await sender.reply()).toMatch(/^421 /);
  });
});

describe('the server', () => {
  test('offers neither a login nor its machine’s name', async () => {
    const server = await running();
    const sender = await client(server.port);
    expect(await sender.reply()).toBe('220 crew.example ESMTP');
    expect(await sender.say('EHLO client.example')).not.toMatch(/AUTH|STARTTLS/);
    expect(await sender.say('AUTH PLAIN AGFuYQBzZWNyZXQ=')).toMatch(/^5\d\d /);
  });

  test('ends a message only at a whole CRLF . CRLF', async () => {
    const server = await running();
    const sender = await openTransaction(server.port);
    sender.socket.write('Subject: a\r\n\r\nhello\n.\nMAIL FROM:<evil@elsewhere.example>\r\n');
    expect(await sender.say('.')).toMatch(/^250 /);
    expect(server.puts).toHaveLength(1);
    expect(Buffer.from(server.puts[0]?.bytes ?? []).toString()).toContain('evil@elsewhere.example');
  });

  test('says when its port is taken', async () => {
    const server = await running();
    await expect(running({ port: server.port })).rejects.toThrow('EADDRINUSE');
  });
});
