import { instantFromMilliseconds } from '@crewtide/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replyTo } from '../support/houseReply.ts';
import type { ResendStandIn } from '../support/resend/standIn.ts';
import { startResend } from '../support/resend/startResend.ts';
import { type Crewtide, makeWorkplace, type Settings, settingsFor, type Workplace } from './crewtide.ts';
import { type Host, openCongregation } from './host.ts';

vi.setConfig({ testTimeout: 60_000 });

const SECRET = `whsec_${Buffer.alloc(24, 'start').toString('base64')}`;

let place: Workplace;
let resend: ResendStandIn;
let settings: Settings;

beforeEach(async () => {
  place = await makeWorkplace();
  // Ours is the machine's clock.
  const clock = { now: () => instantFromMilliseconds(Date.now()) };
  resend = await startResend({ domains: ['reply.example.org'], clock });
  settings = {
    ...settingsFor(place.dataDir, ''),
    RESEND_API_KEY: resend.apiKey,
    RESEND_WEBHOOK_SECRET: SECRET,
    RESEND_BASE_URL: resend.url,
  };
});

afterEach(async () => {
  await place.clear();
  await resend.close();
});

async function startTold(): Promise<Crewtide> {
  const crewtide = place.start(settings);
  const { api } = await crewtide.up();
  resend.webhookTo(`${api}/webhooks/resend`, SECRET);
  return crewtide;
}

async function houseOfAna(crewtide: Crewtide): Promise<Host> {
  const host = await openCongregation(crewtide, settings.OPERATOR_KEY ?? '');
  const came = mailTo('ana@home.example');
  await host.addMembers(['Ana']);
  await came;
  return host;
}

const mailTo = (address: string) =>
  new Promise<void>((resolve) => resend.onMail(({ to }) => to === address && resolve()));

async function anaReplies(): Promise<string> {
  const letter = resend.mailboxes.find(({ to }) => to === 'ana@home.example');
  if (letter === undefined) throw new Error('Ana got nothing');
  const { bytes, envelope } = await replyTo(
    { ...letter, key: letter.letterId ?? '' },
    { words: 'Wisteria by the shed.' },
  );
  return resend.receive(bytes, envelope);
}

describe('npm start with Resend', () => {
  it('sends letters, receives replies and hears what became of letters, all through it', async () => {
    const crewtide = await startTold();
    resend.fate('bo@home.example', 'bounced');
    const host = await houseOfAna(crewtide);
    await anaReplies();
    await crewtide.said('mail received');
    await host.addMembers(['Bo']);
    await crewtide.said('provider event settled', ({ happening }) => happening === 'bounced');
    expect(await host.letterStates(crewtide)).toContain('bounced');
    expect(resend.violations).toEqual([]);
    crewtide.signal('SIGTERM');
    expect(await crewtide.ended).toBe(0);
    for (const word of ['@', 'Ana', 'Wisteria', SECRET, resend.apiKey]) {
      expect(crewtide.output()).not.toContain(word);
    }
  });

  it('finds a reply that no webhook told of when it starts', async () => {
    const crewtide = await startTold();
    await houseOfAna(crewtide);
    crewtide.signal('SIGTERM');
    await crewtide.ended;
    resend.nextWebhooks('drop');
    await anaReplies();
    const again = place.start(settings);
    await again.said('swept', ({ what, missed }) => what === 'received' && missed === 1);
    await again.said('mail received');
    again.signal('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('hears nobody else on its webhook', async () => {
    const { api } = await startTold().then((crewtide) => crewtide.up());
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': '1', 'svix-signature': 'v1,AAAA' };
    const told = await fetch(`${api}/webhooks/resend`, { method: 'POST', headers, body: '{}' });
    expect(told.status).toBe(401);
  });
});
