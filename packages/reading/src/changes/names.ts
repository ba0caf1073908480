import type { MemberId } from '@crewtide/domain';

export type Named = readonly { readonly member: MemberId; readonly name: string }[];

const simple = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The one member whose whole or first name it is, whatever its case and accents; undefined for nobody, or several. */
export function memberNamed(name: string, crew: Named): MemberId | undefined {
  const said = simple(name);
  if (said === '') return undefined;
  const whole = crew.filter((each) => simple(each.name) === said);
  const [found, another] =
    whole.length > 0 ? whole : crew.filter((each) => simple(each.name).startsWith(`${said} `));
  return another === undefined ? found?.member : undefined;
}

/** Whether it could be a person's name at all. */
export const looksLikeAName = (text: string): boolean =>
  /^[\p{L}\p{M}.'’-]{1,30}( [\p{L}\p{M}.'’-]{1,30}){0,2}$/u.test(text) &&
  !/^(the|an?|my|our|your|his|her|their|some|any|no|every|each|someone|somebody|anyone|nobody|everyone|everybody|who|it|this|that|you|me|us|them)\b/i.test(
    text,
  );
