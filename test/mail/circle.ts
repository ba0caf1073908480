import { congregationId, later, type Reply } from '@crewtide/domain';
import { z } from 'zod';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { MAIL_DOMAIN, OPERATOR_KEY, type RunningApp } from './runningApp.ts';

const created = z.object({ id: z.string() });
const congregation = created.extend({ hosts: z.array(z.object({ key: z.string() })).min(2) });
const imported = z.object({ rows: z.array(z.object({ outcome: z.literal('added'), member: z.string() })) });
const page = z.object({ items: z.array(z.looseObject({})), next: z.null() });

/** A congregation that lives on a running app and is only reached through its doors. */
export interface Circle {
  readonly id: string;
  /** Where its letters come from. */
  readonly address: string;
  addressOf(name: string): string;
  memberOf(name: string): string;
  /** What the API answers a host: one record, or all of a kind. */
  show(path: string): Promise<Readonly<Record<string, unknown>>>;
  list(
    kind: 'members' | 'letters' | 'held-mail' | 'audit',
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Asks a crew now, with a digest two days later; the prompts leave. */
  ask(crew: string, question?: string): Promise<void>;
  crew(...names: readonly string[]): Promise<string>;
  inbox(name: string): readonly DeliveredMail[];
  newest(name: string): DeliveredMail;
  /** Straight from the store: no API shows them. */
  replies(): Promise<readonly Reply[]>;
  /** How the API shows the letter that was delivered. */
  letterOf(mail: DeliveredMail): Promise<Readonly<Record<string, unknown>>>;
}

let circles = 0;

/** A congregation with two hosts and these members, welcomed. Its people have a mail domain of their own. */
export async function circleOf(running: RunningApp, ...names: readonly string[]): Promise<Circle> {
  circles += 1;
  const name = `Willow ${circles}`;
  const domain = `home${circles}.example`;
  const addressOf = (who: string) => `${who.toLowerCase().replaceAll(' ', '.')}@${domain}`;
  const hosts = ['Hanna', 'Hugo'].map((host) => ({ name: host, email: addressOf(host) }));
  const zone = 'Europe/Lisbon';
  const made = await call(running, congregation, 'POST', '/congregations', OPERATOR_KEY, {
    name,
    zone,
    hosts,
  });
  const path = `/congregations/${made.id}`;
  const key = made.hosts[0]?.key;
  const post = <T>(shape: z.ZodType<T>, to: string, body: unknown) =>
    call(running, shape, 'POST', `${path}/${to}`, key, body);
  const show = (what: string) => call(running, z.looseObject({}), 'GET', `${path}/${what}`, key);
  const members = names.map((who) => ({ name: who, email: addressOf(who) }));
  const { rows } = await post(imported, 'imports', { members });
  const idOf = new Map(names.map((who, at) => [who, rows[at]?.member ?? '']));
  const memberOf = (who: string) => idOf.get(who) ?? '';
  await running.settle();

  const inbox = (who: string) => running.letters().filter(({ to }) => to === addressOf(who));
  const id = congregationId.parse(made.id);
  return {
    id,
    address: `willow-${circles}-${id}@${MAIL_DOMAIN}`,
    addressOf,
    memberOf,
    show,
    inbox,
    async list(kind) {
      return (await call(running, page, 'GET', `${path}/${kind}?limit=100`, key)).items;
    },
    async crew(...who) {
      return (await post(created, 'crews', { name: 'Tide pool', members: who.map(memberOf) })).id;
    },
    async ask(crew, question = 'What would help you most?') {
      const digestAt = `${later(running.clock.now(), { days: 2 }).slice(0, 10)}T18:00`;
      await post(created, `crews/${crew}/prompts`, { questions: [question], digestAt });
      await running.settle();
    },
    newest(who) {
      const mail = inbox(who).at(-1);
      if (mail === undefined) throw new Error(`${who} got no letter`);
      return mail;
    },
    async replies() {
      return (await running.app.deps.store.of(id).list('reply', { limit: 200 })).items;
    },
    letterOf: (mail) => show(`letters/${mail.key}`),
  };
}

/** With one crew of all these, asked one question. */
export async function askedCircle(running: RunningApp, ...names: readonly string[]): Promise<Circle> {
  const circle = await circleOf(running, ...names);
  await circle.ask(await circle.crew(...names));
  return circle;
}

async function call<T>(
  running: RunningApp,
  shape: z.ZodType<T>,
  method: 'GET' | 'POST',
  path: string,
  key: string | undefined,
  json?: unknown,
): Promise<T> {
  const answer = await fetch(`${running.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return shape.parse(JSON.parse(text));
}
