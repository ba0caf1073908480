export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** `email@example.com` or `Name <email@example.com>`, the two forms that the API takes (api-reference/emails/send-email). */
export function readMailbox(text: string): Mailbox | undefined {
  const named = /^\s*(.*?)\s*<([^<>\s]+)>\s*$/su.exec(text);
  const name = unquoted(named?.[1] ?? '');
  const address = named?.[2] ?? text.trim();
  return ADDRESS.test(address) && !/[\r\n]/.test(text) ? { name, address } : undefined;
}

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

const unquoted = (name: string): string =>
  /^".*"$/su.test(name) ? name.slice(1, -1).replace(/\\(.)/gsu, '$1') : name;
