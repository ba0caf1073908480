import { createServer, type Socket } from 'node:net';

/** For tests. A reply's text, or: the connection is cut, or nothing is ever said. */
export type Reply = string | { readonly says: 'cut' } | { readonly says: 'nothing' };
export const cut: Reply = { says: 'cut' };
export const silence: Reply = { says: 'nothing' };

/** What a server says at each step; where nothing is written it behaves. */
export interface Script {
  readonly greeting?: Reply;
  /** The extensions it offers. */
  readonly ehlo?: readonly string[];
  readonly ehloReply?: Reply;
  readonly auth?: Reply;
  readonly mail?: Reply;
  readonly rcpt?: Reply;
  readonly data?: Reply;
  /** To the message's final dot. */
  readonly message?: Reply;
  readonly rset?: Reply;
  /** Cuts the connection once this many bytes of a message came. */
  readonly cutAfterBytes?: number;
}

export interface ScriptedServer {
  readonly address: string;
  /** Messages whose final dot was answered with 250. */
  readonly taken: readonly string[];
  readonly connections: () => number;
  /** Cuts every open connection and resolves when that is done. */
  cutAll(): Promise<void>;
  close(): Promise<void>;
}

/** An SMTP server over a real socket that misbehaves as written, each connection by its number from 0. */
export async function startScriptedServer(
  scriptFor: (connection: number) => Script,
): Promise<ScriptedServer> {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, scriptFor(connections++), taken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');

  return {
    address: `127.0.0.1:${bound.port}`,
    taken,
    connections: () => connections,
    async cutAll() {
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.resetAndDestroy();
      await Promise.all(closed);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, script: Script, taken: string[]): void {
  let input = '';
  let inMessage = false;

  const say = (reply: Reply) => {
    if (typeof reply === 'string') socket.write(`${reply}\r\n`);
    else if (reply.says === 'cut') socket.destroy();
  };

  const refuses = (reply: Reply | undefined) => typeof reply === 'string' && !reply.startsWith('2');
  const replyTo = (line: string): Reply => {
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        if (script.ehloReply !== undefined) return script.ehloReply;
        return ['250-scripted', ...(script.ehlo ?? []).map((word) => `250-${word}`), '250 HELP'].join('\r\n');
      case 'AUTH':
        return script.auth ?? '235 welcome';
      case 'MAIL':
        return script.mail ?? '250 ok';
      case 'RCPT':
        return refuses(script.mail) ? '503 MAIL first' : (script.rcpt ?? '250 ok');
      case 'DATA':
        return refuses(script.mail) || refuses(script.rcpt) ? '503 RCPT first' : (script.data ?? '354 go on');
      case 'RSET':
        return script.rset ?? '250 ok';
      case 'QUIT':
        return '221 bye';
      default:
        return '500 what?';
    }
  };

  socket.on('data', (chunk) => {
    input += chunk.toString('latin1');
    for (;;) {
      if (inMessage && input.length >= (script.cutAfterBytes ?? Number.POSITIVE_INFINITY)) {
        say(cut);
        return;
      }
      const terminator = inMessage ? '\r\n.\r\n' : '\r\n';
      const end = input.indexOf(terminator);
      if (end < 0) return;
      const part = input.slice(0, end);
      input = input.slice(end + terminator.length);
      if (!inMessage) {
        const reply = replyTo(part);
        inMessage = typeof reply === 'string' && reply.startsWith('354');
        say(reply);
        continue;
      }
      inMessage = false;
      const reply = script.message ?? '250 taken';
      if (typeof reply === 'string' && reply.startsWith('250')) taken.push(part);
      say(reply);
    }
  });
  say(script.greeting ?? '220 scripted ESMTP');
}
