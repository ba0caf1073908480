import { afterEach, beforeEach, expect, test } from 'vitest';
import { replyTo } from '../support/houseReply.ts';
import { askedCircle, type Circle } from './circle.ts';
import { type RunningApp, startRunningApp } from './runningApp.ts';
import { sendMail } from './wire.ts';

let running: RunningApp;
let circle: Circle;

beforeEach(async () => {
  running = await startRunningApp();
  circle = await askedCircle(running, 'Ana', 'Bo');
});
afterEach(() => running.close());

test('mail that was taken while nobody decided is decided after a restart, once', async () => {
  await running.app.worker.close();
  const mails = [
    await replyTo(circle.newest('Ana'), { words: 'Taken at night.' }),
    await replyTo(circle.newest('Bo'), { words: 'Mine too.' }),
    await replyTo(circle.newest('Bo'), { words: '' }),
  ];
  for (const mail of mails) expect(await sendMail(running.app.smtpPort, mail)).toEqual({ code: 250 });
  const sent = running.letters().length;
  expect(await circle.replies()).toEqual([]);

  await running.restart();
  await running.settle();
  const decided = await circle.replies();
  expect(decided.map(({ words }) => words).sort()).toEqual(['', 'Mine too.', 'Taken at night.']);
  expect(decided.find(({ words }) => words === 'Taken at night.')).toMatchObject({
    letter: circle.newest('Ana').key,
    member: circle.memberOf('Ana'),
  });
  const kind = running.letters().slice(sent);
  expect(kind.map(({ to }) => to)).toEqual([circle.addressOf('Bo')]);

  await running.restart();
  await running.settle();
  expect(await circle.replies()).toEqual(decided);
  expect(running.letters()).toHaveLength(sent + 1);
  expect((await fetch(`${running.url}/health`)).status).toBe(200);
});

test('letters that were decided while nobody sent leave after a restart, once', async () => {
  await running.app.worker.close();
  const sent = running.letters().length;
  await circle.ask(await circle.crew('Ana', 'Bo'), 'Who carries this?');
  expect(running.letters()).toHaveLength(sent);
  await running.restart();
  await running.settle();
  await running.restart();
  await running.settle();
  const left = running.letters().slice(sent);
  expect(left.map(({ to }) => to).sort()).toEqual([circle.addressOf('Ana'), circle.addressOf('Bo')]);
});
