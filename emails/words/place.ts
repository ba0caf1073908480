import { inSentence } from './clean.ts';

/**
 * The address that a place is, in the ASCII form of the WHATWG URL standard; undefined where it is anything but one https
 * address: a member can't make a letter link to a script, nor show one host and lead to another (`https://bank@evil`).
 */
export function linkOf(place: string): string | undefined {
  const words = place.trim();
  if (!/^https:\/\/[^\s<>"']+$/i.test(words) || !URL.canParse(words)) return undefined;
  const url = new URL(words);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** The link as html shows it: the host whole, for it says where one goes, and as much of the rest as fits two lines of a phone. */
export function shownLink(link: string): string {
  const { host, pathname, search } = new URL(link);
  const rest = pathname === '/' && search === '' ? '' : `${pathname}${search}`;
  return rest.length > REST ? `${host}${rest.slice(0, REST)}…` : `${host}${rest}`;
}

const REST = 50;

export const placeInText = (place: string): string => linkOf(place) ?? inSentence(place, 300);
