import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet';

/** `nothing` fails as a broken server does (SERVFAIL); it doesn't keep anybody waiting. */
type Answering = 'what-is-published' | 'nothing';

/** A DNS of its own on loopback: a name that is not published doesn't exist. */
export interface DnsStandIn {
  /** `ip:port`. */
  readonly server: string;
  /** What it was asked, `TXT _dmarc.example.org`. */
  readonly asked: readonly string[];
  /** Replaces the TXT record of a name. */
  publish(name: string, text: string): void;
  answer(how: Answering): void;
  close(): Promise<void>;
}

const CODE = { nameError: 3, serverFailure: 2 } as const;
const LONGEST_STRING = 255;

export async function startDns(): Promise<DnsStandIn> {
  const texts = new Map<string, string>();
  const asked: string[] = [];
  let answering: Answering = 'what-is-published';
  const socket = createSocket('udp4');
  socket.on('message', (packet, from) => {
    const query = decode(packet);
    const question = query.questions?.[0];
    const name = question?.name.toLowerCase() ?? '';
    asked.push(`${question?.type} ${name}`);
    const text = texts.get(name);
    const code = answering === 'nothing' ? CODE.serverFailure : text === undefined ? CODE.nameError : 0;
    const answers: Answer[] =
      code === 0 && question?.type === 'TXT'
        ? [{ type: 'TXT', name: question.name, ttl: 60, data: stringsOf(text ?? '') }]
        : [];
    const flags = RECURSION_DESIRED | code;
    socket.send(
      encode({ type: 'response', id: query.id ?? 0, flags, questions: query.questions ?? [], answers }),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    asked,
    publish: (name, text) => void texts.set(name.toLowerCase(), text),
    answer: (how) => {
      answering = how;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** A TXT record is of strings of at most 255 bytes each (RFC 1035, 3.3). */
const stringsOf = (text: string): string[] => text.match(new RegExp(`.{1,${LONGEST_STRING}}`, 'g')) ?? [''];
