import { fitted, withoutTokens } from './digestAnswers.ts';
import type { MemberId } from './ids.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import { meetingsOn, startOf } from './occasions.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import { inOrder } from './reviewingAnswers.ts';
import { promptOf, type Season } from './season.ts';

export type Keepsake = Extract<LetterContent, { template: 'keepsake' }>;
type Answers = Keepsake['parts'][number]['answers'];

/**
 * All words of a keepsake in a letter, in UTF-8: its frozen bytes hold them as text, as html in up to six bytes for one, and so
 * again in the page that it brings. The page behind the link is not bounded.
 */
const BYTES_OF_A_KEEPSAKE = 24_000;

/**
 * What a member may keep of a season: before each meeting the questions and what was answered by those whom she read, and who
 * were in the crew to its end. Undefined where she was not, and before the end.
 */
export function keepsakeOf(input: {
  readonly season: Season;
  readonly crew: string;
  /** Of the season's crew. */
  readonly members: readonly Member[];
  /** Before its meetings, and all replies to these. */
  readonly prompts: readonly Prompt[];
  readonly replies: readonly Reply[];
  readonly reader: MemberId;
}): Keepsake | undefined {
  const { season, reader } = input;
  const to = season.state.name === 'ended' ? (season.state.members ?? []) : [];
  if (!to.includes(reader)) return undefined;
  const nameOf = new Map(
    input.members.filter(({ id }) => to.includes(id)).map(({ id, name }) => [id, name] as const),
  );
  const days = meetingsOn(season).map(({ startsAt }) => startsAt.slice(0, 10));
  const created = season.createdAt.slice(0, 10);
  return {
    template: 'keepsake',
    season: season.id,
    crew: input.crew,
    from: days[0] ?? created,
    to: days.at(-1) ?? created,
    parts: season.meetings
      .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
      .flatMap((meeting) => {
        const prompt = input.prompts.find(({ id }) => id === promptOf(season.id, meeting.number));
        if (prompt === undefined) return [];
        const answers = answersTo(prompt, input.replies, reader, nameOf);
        return answers.length === 0
          ? []
          : [{ at: startOf(season, meeting), questions: prompt.questions, answers }];
      }),
  };
}

function answersTo(
  { id, asked }: Prompt,
  replies: readonly Reply[],
  reader: MemberId,
  nameOf: ReadonlyMap<MemberId, string>,
): Answers {
  if (!asked.includes(reader)) return [];
  return inOrder(replies).flatMap(({ prompt, member, words, photos = [], unshown = 0 }) => {
    const name = nameOf.get(member);
    const pictures = photos.length + unshown;
    if (prompt !== id || name === undefined || !asked.includes(member)) return [];
    if (words === '' && pictures === 0) return [];
    return [{ name, words: withoutTokens(words), ...(pictures === 0 ? {} : { unshown: pictures }) }];
  });
}

/** As much of it as a letter holds. */
export function shortened(keepsake: Keepsake): Keepsake {
  const whole = keepsake.parts.flatMap(({ answers }) => answers);
  const short = fitted(whole, BYTES_OF_A_KEEPSAKE);
  if (short.every((answer, at) => answer === whole[at])) return keepsake;
  let next = 0;
  const parts = keepsake.parts.map((part) => {
    const answers = short.slice(next, next + part.answers.length);
    next += part.answers.length;
    return { ...part, answers };
  });
  return { ...keepsake, parts, shortened: true };
}
