import type { ResendStandIn } from './standIn.ts';

/** A letter that breaks no rule. */
export const letter = {
  from: 'Crew of the tide <crew@mail.example>',
  to: ['ada@home.example'],
  reply_to: 'reply+abc@mail.example',
  subject: 'What we did last time',
  text: 'Hello Ada.',
  html: '<p>Hello Ada.</p>',
  headers: { 'In-Reply-To': '<root@mail.example>', 'X-Crewtide-Letter': 'letter1' },
  tags: [{ name: 'letter', value: 'letter1' }],
};

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** For tests: calls of the API without any SDK. */
export function caller(resend: ResendStandIn) {
  const call = async (path: string, init: RequestInit): Promise<Said> => {
    const response = await fetch(`${resend.url}${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const authorization = `Bearer ${resend.apiKey}`;
  return {
    post: (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      call(path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path: string, headers: Readonly<Record<string, string>> = { authorization }) =>
      call(path, { headers }),
  };
}

export const keyed = (key: string) => ({ 'idempotency-key': key });
