import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence, oneLine } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { REASON_FOR_HOSTS } from './words/holdReason.ts';
import { letterOfKind } from './words/letterKinds.ts';
import { hello } from './words/people.ts';

type Held = ContentOf<'host-notice'>['held'][number];
type Undeliverable = ContentOf<'host-notice'>['undeliverable'][number];

/** To hosts: what waits for them, by sender, reason and letter; never what it says. */
export function hostNotice(content: ContentOf<'host-notice'>, to: Recipient): Draft {
  const { held, undeliverable, more } = content;
  const news = [
    ...(held.length === 0 ? [] : [`${counted(held.length, 'mail')} waiting`]),
    ...(undeliverable.length === 0 ? [] : [`${counted(undeliverable.length, 'letter')} undelivered`]),
  ].join(', ');
  const subject = `${oneLine(to.congregation.name, 40)}: ${news === '' ? 'nothing is waiting' : news}`;
  const end = closing(to, '');
  const said = [
    ...aboutHeld(held),
    ...aboutUndeliverable(undeliverable),
    ...(more === undefined ? [] : [`And ${more} more, which the API lists under “held mail” and “letters”.`]),
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), sentences(...said)],
    closing: end,
  });
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

function aboutHeld(held: readonly Held[]): readonly string[] {
  if (held.length === 0) return [];
  return [
    `${counted(held.length, 'mail')} ${held.length === 1 ? 'waits' : 'wait'} for your decision:`,
    ...held.map(heldLine),
    'Release or discard them through the API, under “held mail”. What they say is shown to no host.',
  ];
}

function heldLine({ sender, reason, letter }: Held): string {
  const from = inSentence(sender, 120);
  const named = letterOfKind(letter);
  const inAnswer = named === undefined ? '' : `, in answer to ${named}`;
  const why = reason === 'no-sender' ? '' : `: ${REASON_FOR_HOSTS[reason]}`;
  return `• From ${from === '' ? 'an unnamed sender' : from}${inAnswer}${why}.`;
}

function aboutUndeliverable(undeliverable: readonly Undeliverable[]): readonly string[] {
  if (undeliverable.length === 0) return [];
  return [
    `${counted(undeliverable.length, 'letter')} could not be delivered:`,
    ...undeliverable.map(
      ({ member, letter }) => `• To ${inSentence(member)}: ${letterOfKind(letter) ?? 'a letter'}.`,
    ),
    'Perhaps you can ask them in another way whether their address has changed.',
  ];
}
