import {
  create,
  derivedId,
  expectUnchanged,
  type Letter,
  later,
  localDateTime,
  type Member,
  type Prompt,
  promptId,
  question,
  slotOfPrompt,
  threadOfPrompt,
  write,
} from '@crewtide/domain';
import { startWorker } from '@crewtide/local';
import { startSmtpServer } from '@crewtide/mailer';
import {
  type BenchHouse,
  commitAll,
  congregationNumber,
  fillCongregation,
  MORNING,
  openBenchHouse,
} from './benchHouse.ts';
import { CIRCLE, fillCircles } from './circles.ts';
import { beside, type Line, type Timed, timed } from './measure.ts';
import { sendAll, startSinkProcess } from './processes.ts';
import { replyTo } from './replyMessage.ts';

const CREWS = 40;
const REPLIES_EACH = 5;
const REPLIES = CREWS * CIRCLE * REPLIES_EACH;
const CONNECTIONS = 8;
const LANES = 12;
const TURNS = 3;

interface Asked {
  readonly letter: Letter;
  readonly member: Member;
  readonly prompt: Prompt;
}

/** Replies from SMTP to the decided record, beside what the store can durably write of the same records, side by side. */
export async function benchReplies(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const house = await openBenchHouse(sink.port);
  try {
    const asked = await fillCrews(house);
    const ours: Timed[] = [];
    const limits: Timed[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      ours.push(await timedReplies(house, asked, turn));
      limits.push(await timed(REPLIES, () => bareCommits(house, asked, turn)));
    }
    return [
      beside(ours, limits, {
        bench: 'replies per second, SMTP to decided record',
        aim: '>= 0.5',
        note: `${REPLIES} replies to ${CREWS} crews over ${CONNECTIONS} connections, each raw message fsynced before its 250; limit: the same commits alone, ${LANES} at a time`,
      }),
    ];
  } finally {
    await house.close();
    sink.close();
  }
}

async function timedReplies(house: BenchHouse, asked: readonly Asked[], turn: number): Promise<Timed> {
  const { deps } = house;
  const worker = startWorker({ deps, everyMilliseconds: 1000 });
  const smtp = await startSmtpServer({
    host: '127.0.0.1',
    port: 0,
    domain: 'reply.test',
    rawMail: deps.rawMail,
    clock: deps.clock,
    log: deps.log,
    onReceived: worker.wakeMail,
  });
  const messages = asked.flatMap((each) =>
    Array.from({ length: REPLIES_EACH }, (_, index) => replyTo(house.deps, each, `${turn}-${index}`)),
  );
  const result = await timed(REPLIES, async () => {
    await sendAll(smtp.port, CONNECTIONS, messages);
    await worker.idle();
  });
  await smtp.close();
  await worker.close();
  await assertAllCounted(house, asked, turn);
  return result;
}

async function assertAllCounted(house: BenchHouse, asked: readonly Asked[], turn: number): Promise<void> {
  const store = house.deps.store.of(congregationNumber(0));
  let counted = 0;
  for (const prompt of new Set(asked.map((each) => each.prompt.id))) {
    const { items } = await store.list('reply', { prefix: `${prompt}#`, limit: 10_000 });
    counted += items.filter((reply) => reply.words.includes(`number ${turn}-`)).length;
  }
  if (counted !== REPLIES) throw new Error(`${counted} of ${REPLIES} replies were counted`);
}

async function fillCrews(house: BenchHouse): Promise<readonly Asked[]> {
  const members = await fillCongregation(house.deps, 0, CREWS * CIRCLE);
  const asked: Asked[] = [];
  const records: Parameters<typeof create>[0][] = [];
  for (const [number, { crew, members: circle }] of (await fillCircles(house.deps, 0, members)).entries()) {
    const prompt: Prompt = {
      kind: 'prompt',
      id: promptId.parse(derivedId('bench-prompt', String(number))),
      crew: crew.id,
      questions: [question.parse('What one small kindness did you see?')],
      promptAt: localDateTime.parse('2026-11-23T09:00'),
      digestAt: localDateTime.parse('2026-11-24T09:00'),
      zone: crew.zone,
      asked: crew.members,
      state: 'asked',
      createdAt: MORNING,
    };
    records.push(prompt);
    for (const member of circle) {
      const letter = write({
        slot: slotOfPrompt(prompt.id),
        to: member.id,
        crew: crew.id,
        thread: threadOfPrompt(prompt.id),
        at: MORNING,
        content: {
          template: 'prompt',
          prompt: prompt.id,
          crew: crew.name,
          questions: prompt.questions,
          readers: circle.map((each) => each.name),
          digestAt: later(MORNING, { days: 1 }),
        },
      });
      records.push({ ...letter, state: { name: 'sent', at: MORNING, messageId: 'sent@reply.test' } });
      asked.push({ letter, member, prompt });
    }
  }
  await commitAll(house.deps, congregationNumber(0), records.map(create));
  return asked;
}

async function bareCommits(house: BenchHouse, asked: readonly Asked[], turn: number): Promise<void> {
  const store = house.deps.store.of(congregationNumber(0));
  const work = asked.flatMap((each) =>
    Array.from({ length: REPLIES_EACH }, (_, index) => ({ ...each, index })),
  );
  const prompts = await store.getMany('prompt', [...new Set(asked.map((each) => each.prompt.id))]);
  const promptOf = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  const lane = async () => {
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const prompt = promptOf.get(next.prompt.id);
      if (prompt === undefined) throw new Error('a prompt is missing');
      const id = derivedId('bare', String(turn), next.letter.id, String(next.index));
      const record = {
        kind: 'reply',
        id: `${prompt.id}#${id}`,
        letter: next.letter.id,
        member: next.member.id,
        prompt: prompt.id,
        words: 'My neighbour carried my shopping up three flights.',
        receivedAt: MORNING,
        raw: 'f'.repeat(64),
      } as const;
      await store.commit([create(record), expectUnchanged(prompt)]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
