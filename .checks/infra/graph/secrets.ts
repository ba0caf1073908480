import { SECRET } from './report.ts';

/** What the functions look for when they start. */
const BEGINNINGS: Readonly<Record<string, string>> = { SigningKeys: '1:', ResendWebhookSecret: 'whsec_' };

/** Whatever secret SST asks for has a value: base64 of 33 bytes, in which SECRET can be found again. */
const secretValue = (name: string): string => (BEGINNINGS[name] ?? '') + `${SECRET}${name}`.padEnd(44, 'A');

/** SST reads secrets from variables `SST_SECRET_<name>`. */
export function answerForSecrets(): void {
  process.env = new Proxy(process.env, {
    get: (variables, name) =>
      typeof name === 'string' && name.startsWith('SST_SECRET_')
        ? secretValue(name.slice('SST_SECRET_'.length))
        : Reflect.get(variables, name),
  });
}
