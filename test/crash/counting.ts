import { letterIdOf, slotOfDigest, slotOfPrompt, slotOfYourCrew, threadOfSeason } from '@crewtide/domain';
import type { Person } from './host.ts';
import type { LetterSeen } from './mailbox.ts';
import type { Played, Stage } from './playing.ts';

export interface Counted {
  letters: number;
  replies: number;
  lettersMissing: number;
  lettersDoubled: number;
  repliesLost: number;
  repliesDoubled: number;
  notes: number;
  /** Other letters with the same note for the same reader: decided twice, not sent twice. */
  notesDoubled: number;
  outcomes: number;
  /** Seasons beyond those that outcomes and hosts began. */
  outcomesDoubled: number;
}

/** What everyone got, and what is on record, beside what was asked for. */
export async function count({ lives, host, mailbox }: Stage, played: readonly Played[]): Promise<Counted> {
  const letters = await mailbox.letters();
  const counted: Counted = {
    letters: letters.length,
    replies: 0,
    lettersMissing: 0,
    lettersDoubled: 0,
    repliesLost: 0,
    repliesDoubled: 0,
    notes: 0,
    notesDoubled: 0,
    outcomes: 0,
    outcomesDoubled: 0,
  };
  const known = new Set<string>();
  /** What somebody got of one slot, which must be one letter. */
  const inSlot = (slot: string, person: Person): readonly LetterSeen[] => {
    const id = letterIdOf(slot, person.id);
    known.add(id);
    return once(letters.filter((letter) => letter.letter === id));
  };
  const once = (got: readonly LetterSeen[]): readonly LetterSeen[] => {
    if (got.length === 0) counted.lettersMissing += 1;
    counted.lettersDoubled += got.length - new Set(got.map((letter) => letter.letter)).size;
    return got;
  };
  const shows = (got: readonly LetterSeen[], words: readonly string[]) => {
    for (const letter of got) {
      for (const word of words) {
        const times = letter.text.split(new RegExp(`${word}(?![a-z])`)).length - 1;
        if (times === 0) counted.repliesLost += 1;
        if (times > 1) counted.repliesDoubled += 1;
      }
    }
  };
  const onRecord = async (thread: string, expected: number) => {
    const recorded = await lives.tell({ do: 'count-replies', congregation: host.congregation, thread });
    counted.replies += expected;
    counted.repliesLost += Math.max(0, expected - recorded);
    counted.repliesDoubled += Math.max(0, recorded - expected);
  };
  for (const person of host.people) inSlot('welcome', person);
  for (const { season, meetings, liked } of played) {
    for (const person of host.people) {
      inSlot(slotOfYourCrew(season), person);
      inSlot(`review#${season}`, person);
      shows(inSlot(`outcome#${season}`, person), liked);
      counted.outcomes += 1;
      for (const { prompt, words } of meetings) {
        inSlot(slotOfPrompt(prompt), person);
        if (words.length > 0) shows(inSlot(slotOfDigest(prompt), person), words);
      }
    }
    for (const { prompt, words, notes } of meetings) await onRecord(prompt, words.length + notes.length);
    await onRecord(threadOfSeason(season), liked.length);
  }
  // Notes and changes are named by what only the store knows: they are told by what they say.
  const others = letters.filter((letter) => !known.has(letter.letter));
  const saying = (words: string, person: Person) =>
    others.filter((letter) => letter.to === person.email && letter.text.includes(words));
  for (const { meetings, place } of played) {
    for (const person of host.people) {
      once(saying(place, person));
      for (const note of meetings.flatMap(({ notes }) => notes)) {
        if (note.from.id === person.id) continue;
        const got = once(saying(note.words, person));
        counted.notes += 1;
        counted.notesDoubled += Math.max(0, new Set(got.map((letter) => letter.letter)).size - 1);
      }
    }
  }
  const begun = played.length + (played.at(-1)?.goesOn ? 1 : 0);
  counted.outcomesDoubled = (await host.seasons()).length - begun;
  return counted;
}
