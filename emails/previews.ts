import { answering } from './previews/answering.ts';
import { asking } from './previews/asking.ts';
import { changing } from './previews/changing.ts';
import { ending } from './previews/ending.ts';
import { anna, type Preview } from './previews/people.ts';
import { service } from './previews/service.ts';

export type { Preview };

/** Every kind of letter at least once. */
export const previews: readonly Preview[] = [
  { name: 'welcome', content: { template: 'welcome', addedBy: 'Ben Okafor' }, recipient: anna },
  ...asking,
  ...answering,
  ...changing,
  ...ending,
  ...service,
];
