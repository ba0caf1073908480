import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { replyTo } from '../support/houseReply.ts';
import { type SinkMessage, type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';
import { type Crewtide, makeWorkplace, type Settings, type Workplace } from './crewtide.ts';
import { canRunExamples, exportedSettings, runExamples } from './readme.ts';

vi.setConfig({ testTimeout: 60_000 });

const MEMBERS = ['Ana', 'Bo', 'Cleo', 'Dov'];
const addressOf = (name: string) => `${name.toLowerCase()}@home.example`;
/** A welcome, her crew's season and what it is asked. */
const LETTERS_EACH = 3;
const WORDS = 'Wisteria by the shed: an hour of help with it.';

/** A wall-clock hour in Lisbon, as the API takes it. */
const inLisbon = (milliseconds: number): string =>
  new Date(milliseconds)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Lisbon', dateStyle: 'short', timeStyle: 'short' })
    .replace(' ', 'T');

const HOUR = 3_600_000;

describe.skipIf(!canRunExamples())('what the README says of one machine', () => {
  let place: Workplace;
  let sink: SmtpSink;
  let settings: Settings;
  let crewtide: Crewtide;
  let told: Awaited<ReturnType<typeof runExamples>>;

  beforeAll(async () => {
    place = await makeWorkplace();
    sink = await startSmtpSink();
    const elsewhere = {
      SMTP_URL: sink.url,
      PORT: '0',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: '0',
      SENDER_CHECK: 'none',
    };
    settings = { ...(await exportedSettings()), ...elsewhere, DATA_DIR: place.dataDir };
    crewtide = place.start(settings);
    const { api } = await crewtide.up();
    const rows = MEMBERS.map((name) => `${name};${addressOf(name)}`);
    await writeFile(join(place.folder, 'members.csv'), ['name;email', ...rows, ''].join('\n'));
    told = await runExamples({
      folder: place.folder,
      api,
      operatorKey: settings.OPERATOR_KEY ?? '',
      hours: {
        promptAt: inLisbon(Date.now() - HOUR),
        digestAt: inLisbon(Date.now() + 24 * HOUR),
        first: inLisbon(Date.now() + 30 * 24 * HOUR).slice(0, 10),
      },
    });
  }, 60_000);

  afterAll(async () => {
    await place?.clear();
    await sink?.close();
  });

  /** The prompt that a member got, as soon as she has. */
  const promptTo = (name: string) =>
    new Promise<SinkMessage>((resolve) => {
      const look = (message: SinkMessage) => {
        const isPrompt = message.bytes.includes('What would you like help with?');
        if (isPrompt && message.envelope.to.includes(addressOf(name))) resolve(message);
      };
      sink.onMessage(look);
      for (const message of sink.messages) look(message);
    });

  async function answerOf(name: string, to: SinkMessage) {
    const { messageId = '' } = await PostalMime.parse(to.bytes);
    return replyTo(
      {
        key: to.letter ?? '',
        to: addressOf(name),
        returnPath: to.envelope.from,
        messageId: messageId.slice(1, -1),
        bytes: to.bytes,
      },
      { words: WORDS },
    );
  }

  async function send(mail: Awaited<ReturnType<typeof answerOf>>, running: Crewtide) {
    const { smtpPort: port } = await running.up();
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    await transport.sendMail({
      raw: Buffer.from(mail.bytes),
      envelope: { ...mail.envelope, to: [...mail.envelope.to] },
    });
  }

  it('makes a congregation, its members, a crew with its season and a prompt', () => {
    expect(told.congregation.hosts).toHaveLength(2);
    expect(told.rows).toHaveLength(MEMBERS.length);
    expect(told.prompt.id).not.toBe(told.crew.id);
    expect(told.crew.season).toMatch(/^[a-z2-7]{16}$/);
  });

  it('brings each member of the crew the question', async () => {
    const letters = await Promise.all(MEMBERS.map(promptTo));
    const { headers, from } = await PostalMime.parse(letters[0]?.bytes ?? '');
    expect(from?.name).toBe('Tide pool (Willow Circle)');
    const leave = headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(leave).toMatch(/^<https:\/\/crewtide\.example\.org\/leave\/[a-z2-7]{48}>/);
    const { api } = await crewtide.up();
    const path = /\/leave\/\w+/.exec(leave ?? '')?.[0] ?? '';
    expect((await fetch(`${api}${path}`)).status).toBe(200);
  });

  it('counts a reply that came by SMTP, once, whatever happens to the process', async () => {
    const reply = await answerOf('Ana', await promptTo('Ana'));
    await send(reply, crewtide);
    await crewtide.said('mail received', ({ outcome }) => outcome === 'counted');
    crewtide.signal('SIGKILL');
    await crewtide.ended;
    const again = place.start(settings);
    await send({ ...reply, bytes: Buffer.concat([Buffer.from('X-Sent: again\r\n'), reply.bytes]) }, again);
    await again.said('mail received', ({ outcome }) => outcome === 'duplicate');
    again.signal('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(sink.messages).toHaveLength(LETTERS_EACH * MEMBERS.length);
    expectNothingPrivate(again.output());
  });

  it('leaves no private word in its log', () => {
    expectNothingPrivate(crewtide.output());
  });

  function expectNothingPrivate(log: string) {
    expect(log).toContain('"msg":"crewtide is up"');
    const keys = told.congregation.hosts.map(({ key }) => key);
    const { OPERATOR_KEY = '', SIGNING_KEYS = '' } = settings;
    const words = [...MEMBERS, 'Hana', 'Willow', 'Tide pool', 'Wisteria', 'help with', '@', 'ct_'];
    for (const word of [...words, ...keys, OPERATOR_KEY, SIGNING_KEYS.slice(2)])
      expect(log).not.toContain(word);
    // The shape of every token.
    expect(log).not.toMatch(/[a-z2-7]{48}/i);
  }
});
