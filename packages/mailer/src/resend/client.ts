import { type Log, ProviderFault } from '@crewtide/flows';
import { Resend } from 'resend';
import type { z } from 'zod';
import { readAnswer, type SdkResponse } from './answer.ts';

export interface ResendAccount {
  readonly apiKey: string;
  /** Without a trailing slash; without it RESEND_BASE_URL, or else Resend's own. */
  readonly baseUrl?: string;
}

export const openResend = ({ apiKey, baseUrl }: ResendAccount): Resend =>
  new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });

/**
 * What was asked for; undefined where Resend itself says that it isn't there: a 404 of another's is a fault.
 * @throws ProviderFault for every other answer than data of that shape
 */
export function dataIn<T>(
  shape: z.ZodType<T>,
  response: SdkResponse,
  log?: Pick<Log, 'warn'>,
): T | undefined {
  const answer = readAnswer(response, true);
  if (answer.found === 'nothing') throw new ProviderFault('Resend gave no answer');
  if (answer.found === 'data') {
    const understood = shape.safeParse(answer.data);
    if (!understood.success) throw new ProviderFault("Resend's answer can't be understood");
    return understood.data;
  }
  if (answer.status === 404 && answer.name === 'not_found') return undefined;
  log?.warn('resend refused', { status: answer.status, error: answer.name });
  throw new ProviderFault(`Resend answered ${answer.status} ${answer.name}`, answer.retryAfterSeconds);
}
