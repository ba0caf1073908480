import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpDoor, type HttpDoorOptions, openHttpDoor } from './appHttp.ts';
import { silentLog } from './log.ts';

const doors: HttpDoor[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

async function opened(options: Partial<HttpDoorOptions> = {}): Promise<HttpDoor> {
  const door = await openHttpDoor({ host: '127.0.0.1', port: 0, log: silentLog, ...options });
  doors.push(door);
  return door;
}

const urlOf = ({ port }: HttpDoor) => `http://127.0.0.1:${port}`;

describe('the HTTP door', () => {
  it('asks to come again while there is nothing to answer with', async () => {
    const door = await opened();
    const early = await fetch(urlOf(door));
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
    door.answerWith(() => new Response('here'));
    expect(await (await fetch(urlOf(door))).text()).toBe('here');
  });

  it('says when its port is taken', async () => {
    const { port } = await opened();
    await expect(opened({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('answers the request under way before it is closed, and no other', async () => {
    const door = await opened({ graceMilliseconds: 1_000_000 });
    const arrived = Promise.withResolvers<void>();
    const words = Promise.withResolvers<string>();
    door.answerWith(async () => {
      arrived.resolve();
      return new Response(await words.promise);
    });
    const asked = fetch(urlOf(door));
    await arrived.promise;
    const closed = door.close();
    await expect(fetch(urlOf(door))).rejects.toThrow('fetch failed');
    words.resolve('the last words');
    expect(await (await asked).text()).toBe('the last words');
    await closed;
  });

  it('does not wait for connections that are kept for another request', async () => {
    const door = await opened({ graceMilliseconds: 1_000_000 });
    door.answerWith(() => new Response('here'));
    const kept = connect(door.port, '127.0.0.1');
    kept.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    await once(kept, 'data');
    const ended = once(kept, 'close');
    await door.close();
    await ended;
  });

  it('waits only its grace for a request that never ends coming in', async () => {
    const door = await opened({ graceMilliseconds: 1 });
    const arrived = Promise.withResolvers<void>();
    door.answerWith(async (request) => {
      arrived.resolve();
      return new Response(await request.text());
    });
    const slow = connect(door.port, '127.0.0.1');
    slow.on('error', () => {});
    slow.write('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nhalf');
    await arrived.promise;
    const cut = once(slow, 'close');
    await door.close();
    await cut;
  });

  it('can be closed twice', async () => {
    const door = await opened();
    await Promise.all([door.close(), door.close()]);
  });
});
