import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const NODE = '24.21.0';
const MAIL = { MAIL_DOMAIN: 'mail.example.org' };

describe("a stage's settings", () => {
  it('need the domain of mail and nothing else', () => {
    expect(readSettings(MAIL, NODE)).toEqual({ mailDomain: 'mail.example.org' });
    expect(() => readSettings({}, NODE)).toThrow('MAIL_DOMAIN is missing');
    expect(() => readSettings({ MAIL_DOMAIN: ' ' }, NODE)).toThrow('MAIL_DOMAIN is missing');
  });

  it.each([
    ['MAIL_DOMAIN', 'https://example.org'],
    ['MAIL_DOMAIN', 'example'],
    ['API_DOMAIN', 'example.org/api'],
    ['API_CERTIFICATE', 'my certificate'],
    ['ALARM_EMAIL', 'me'],
  ])('name %s when it is %s', (name, value) => {
    expect(() => readSettings({ ...MAIL, [name]: value }, NODE)).toThrow(`${name} should be`);
  });

  it('are read by Node 24 or later only', () => {
    expect(() => readSettings(MAIL, '20.19.0')).toThrow('This is Node 20.19.0');
  });
});
