import type { HeldMailShown } from '../host.ts';
import { otherAddressOf } from '../people.ts';
import { gardenPhoto } from './photo.ts';
import type { Stage } from './stage.ts';
import { REVIEWS, WORDS } from './words.ts';

export async function firstMoon({ progress, ...stage }: Stage): Promise<{
  /** Before Clara said that it was hers, and after. */
  readonly heldBefore: readonly HeldMailShown[];
  readonly heldAfter: readonly HeldMailShown[];
  readonly toRuiAfterHisNote: number;
}> {
  progress('Moon Garden is asked before its first full moon. Rui’s out-of-office note answers.');
  const before = stage.mailbox('rui').length;
  await stage.reply('rui', 'prompt', WORDS.outOfOffice, {
    client: 'no-quote',
    subject: 'Automatic reply: Moon Garden',
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  const toRuiAfterHisNote = stage.mailbox('rui').length - before;
  await stage.reply('rui', 'prompt', WORDS.rui, { client: 'thunderbird' });
  await stage.reply('sofia', 'prompt', WORDS.sofia, { picture: await gardenPhoto() });
  progress('Clara answers from an address that nobody knows: it is held, she is asked, and says “yes”.');
  const fromAddress = otherAddressOf(stage.person('clara').address);
  await stage.reply('clara', 'prompt', WORDS.clara, { fromAddress });
  const heldBefore = await stage.circle.host.heldMail();
  await stage.reply('clara', 'ask-sender', 'Yes');
  const heldAfter = await stage.circle.host.heldMail();
  await stage.until('2027-03-22T18:30Z');
  return { heldBefore, heldAfter, toRuiAfterHisNote };
}

export async function secondMoon({ progress, ...stage }: Stage): Promise<void> {
  await stage.until('2027-04-18T15:00Z');
  progress('Rui hosts, and moves to the old mill; then he thinks better of it and replies “undo”.');
  await stage.reply('rui', 'prompt', WORDS.place);
  await stage.reply('rui', 'echo', 'undo', { client: 'no-quote' });
  progress('Дмитро replies “pause”.');
  await stage.reply('dmytro', 'prompt', 'pause', { client: 'no-quote' });
  await stage.until('2027-05-10T12:00Z');
}

export async function laterMoons({ progress, ...stage }: Stage): Promise<void> {
  progress('He comes back: “resume”.');
  await stage.reply('dmytro', 'receipt', 'resume', { client: 'no-quote' });
  await stage.until('2027-05-16T15:00Z');
  progress('Sofia can’t host the third and swaps with Clara.');
  await stage.reply('sofia', 'prompt', WORDS.swap);
  await stage.until('2027-06-20T15:00Z');
  await stage.reply('dmytro', 'prompt', WORDS.dmytro, { client: 'apple-mail' });
}

export async function moonReview({ progress, ...stage }: Stage): Promise<void> {
  await stage.until('2027-07-21T15:00Z');
  progress(
    'Its review: two yeses, one no, one silence, and a “if the others go on” that is asked about once.',
  );
  await stage.reply('iryna', 'review', REVIEWS.iryna);
  await stage.reply('rui', 'review', REVIEWS.rui, { client: 'thunderbird' });
  await stage.reply('dmytro', 'review', REVIEWS.dmytro);
  await stage.reply('sofia', 'review', REVIEWS.sofia);
  await stage.reply('sofia', 'go-on', REVIEWS.sofiaAgain);
  await stage.until('2027-07-28T18:00Z');
  progress('Moon Garden is complete. Ірина keeps the season’s pages.');
  await stage.reply('iryna', 'outcome', 'keep', { client: 'no-quote' });
}
