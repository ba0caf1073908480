import type { z } from 'zod';

/** Calls Crewtide's API as any host's program would. */
export interface ApiClient {
  /** `path` begins with a slash. @throws ApiRefusal */
  get<T>(path: string, key: string, answer: z.ZodType<T>): Promise<T>;
  post<T>(path: string, key: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
}

/** The API said no; the message is its problem's title and detail (RFC 9457). */
class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
}

export function createApiClient(url: string): ApiClient {
  const call = async <T>(
    path: string,
    key: string,
    request: RequestInit,
    answer: z.ZodType<T>,
  ): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      ...request,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    const text = await response.text();
    if (!response.ok)
      throw new ApiRefusal(`${request.method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return answer.parse(JSON.parse(text));
  };
  return {
    get: (path, key, answer) => call(path, key, { method: 'GET' }, answer),
    post: (path, key, body, answer) =>
      call(path, key, { method: 'POST', body: JSON.stringify(body) }, answer),
  };
}
