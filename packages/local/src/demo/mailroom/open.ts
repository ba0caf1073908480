import type { Demo } from '../demo.ts';
import { type Listening, listenNear } from '../listen.ts';
import type { Circle } from '../setUp.ts';
import { createMailroom } from './app.tsx';
import { createRoom } from './room.ts';

export interface Mailroom extends Listening {
  readonly url: string;
  /** What is printed when it is open. */
  readonly greeting: string;
}

export async function openMailroom(options: {
  readonly demo: Demo;
  readonly circle: Circle;
  readonly messageId: () => string;
  /** Taken, or the next one that is free; 0 for any. */
  readonly port: number;
}): Promise<Mailroom> {
  const { demo, circle, messageId } = options;
  let listening: Listening | undefined;
  const app = createMailroom({ room: createRoom(demo, circle), messageId, port: () => listening?.port ?? 0 });
  listening = await listenNear(options.port, app.fetch);
  const url = `http://127.0.0.1:${listening.port}`;
  const greeting = `
Crewtide is up, on this machine alone: ${circle.name}, ${circle.people.length} people, two crews with a season before them.

  Mailroom   ${url}
  API        ${demo.apiUrl}/docs
  Host key   ${circle.hostKey}

Open the mailroom and be anyone: read what your crew is, move the clock to the first prompt, reply a few lines, and
move on until the answers come back. Whoever hosts a meeting can reply “move to Thursday 19:30”, “cancel” or “undo”.
A whole season by itself:  npm run demo -- --play

Ctrl-C ends it and removes everything it wrote.
`;
  return { ...listening, url, greeting };
}
