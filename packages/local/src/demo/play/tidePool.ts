import { gardenPhoto } from './photo.ts';
import type { Stage } from './stage.ts';
import { REVIEWS, WORDS } from './words.ts';

// Five Tuesdays from 2 March, 19:30 in Lisbon; clocks change in Toronto before the third, in Europe before the fifth.

export async function firstMeeting({ progress, ...stage }: Stage): Promise<void> {
  await stage.until('2027-02-28T15:00Z');
  progress('Everyone of Tide Pool is asked at nine, each by her own clock.');
  progress('Ana answers on top of the quote, with a photo; her mail program sends it twice.');
  const bytes = await stage.reply('ana', 'prompt', WORDS.ana, { picture: await gardenPhoto() });
  const answered = stage.letters('ana', 'prompt').at(-1)?.answerTo.address ?? '';
  await stage.demo.mailClient.send(stage.person('ana').address, answered, bytes);
  progress('Олена answers between the lines, João below the quote.');
  await stage.reply('olena', 'prompt', WORDS.olena, { client: 'apple-mail' });
  await stage.reply('joao', 'prompt', WORDS.joao, { client: 'thunderbird' });
  await stage.until('2027-03-01T18:30Z');
  progress(
    'The evening before, the answers come back to the crew. Beatriz replies to that: her train is late.',
  );
  await stage.reply('beatriz', 'digest', WORDS.running);
  progress('Микола answers a day late.');
  await stage.reply('mykola', 'prompt', WORDS.late, { client: 'thunderbird' });
}

export async function secondMeeting({ progress, ...stage }: Stage): Promise<number> {
  await stage.until('2027-03-07T15:00Z');
  progress('Олена hosts the second meeting and replies “move to Thursday 20:00”.');
  await stage.reply('olena', 'prompt', WORDS.move, { client: 'no-quote' });
  const told = stage.letters('ana', 'change').length;
  await stage.reply('ana', 'prompt', WORDS.anaAgain);
  await stage.until('2027-03-10T18:30Z');
  return told;
}

export async function thirdMeeting({ progress, ...stage }: Stage): Promise<void> {
  await stage.until('2027-03-14T15:00Z');
  progress('Beatriz leaves: she replies “stop”. João and Микола answer.');
  await stage.reply('beatriz', 'prompt', 'stop', { client: 'no-quote' });
  await stage.reply('joao', 'prompt', WORDS.joaoAgain);
  await stage.reply('mykola', 'prompt', WORDS.mykolaAgain, { client: 'thunderbird' });
  await stage.until('2027-03-15T18:30Z');
}

export async function fourthMeeting({ progress, ...stage }: Stage): Promise<void> {
  await stage.until('2027-03-21T15:00Z');
  progress('It would have been Beatriz’s turn; Микола hosts, and says so.');
  await stage.reply('mykola', 'prompt', WORDS.mykolaHosts);
}

export async function review({ progress, ...stage }: Stage): Promise<void> {
  progress('Before the fifth meeting nobody writes, and nothing is sent.');
  await stage.until('2027-03-31T15:00Z');
  progress(
    'The review: Ana numbers her answers, Олена writes between the lines, João one paragraph, Микола says no.',
  );
  await stage.reply('ana', 'review', REVIEWS.ana);
  await stage.reply('olena', 'review', REVIEWS.olena, { client: 'apple-mail' });
  await stage.reply('joao', 'review', REVIEWS.joao, { client: 'thunderbird' });
  await stage.reply('mykola', 'review', REVIEWS.mykola);
  await stage.until('2027-04-07T18:00Z');
  progress('With three yeses Tide Pool goes on. Микола keeps the season’s pages.');
  await stage.reply('mykola', 'outcome', 'keep', { client: 'no-quote' });
}
