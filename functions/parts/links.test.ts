import { describe, expect, it } from 'vitest';
import { linksIn } from './links.ts';

describe('what a function is linked to', () => {
  it('is read when it is asked for, so that a function needs only its own links', () => {
    const links = linksIn({ Table: { name: 'crewtide' }, SendQueue: { url: 'https://sqs.example/send' } });
    expect(links.table()).toBe('crewtide');
    expect(links.queues()).toEqual({
      work: undefined,
      send: 'https://sqs.example/send',
      received: undefined,
    });
    expect(() => links.rawMail()).toThrow('RawMail');
  });

  it('has the public pages without a last slash', () => {
    const links = linksIn({ Mail: { domain: 'reply.example', publicUrl: 'https://crew.example/' } });
    expect(links.mail()).toEqual({ domain: 'reply.example', publicUrl: 'https://crew.example' });
  });

  it('is complained of by name, without its value', () => {
    const links = linksIn({
      OperatorKey: { value: 'hush' },
      SigningKeys: { value: '1:hush' },
      ResendWebhookSecret: { value: 'hush' },
    });
    for (const read of [links.operatorKey, links.signingKeys, links.resendWebhookSecret]) {
      expect(read).toThrow(/^(OperatorKey|SigningKeys|ResendWebhookSecret)\.value: must (?!.*hush)/);
    }
  });
});
