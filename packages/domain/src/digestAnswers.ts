import type { Stored } from './decision.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import type { Photo } from './photo.ts';
import type { Prompt } from './prompt.ts';
import type { LateReply, Reply } from './reply.ts';

/** A reply whose own digest had left when it came, with the prompt that it answers. */
export interface Late {
  readonly pointer: Stored<LateReply>;
  readonly reply: Reply;
  readonly prompt: Prompt;
}

type Answer = Extract<LetterContent, { template: 'digest' }>['answers'][number];

/**
 * All answers of one letter together, in UTF-8. Its frozen bytes hold them twice, and as html in up to six bytes for one;
 * they must fit a record of 400 KB, and those of a whole crew a transaction.
 */
const BYTES_OF_A_DIGEST = 50_000;

const PHOTOS_OF_A_LETTER = 8;

/** A thumbnail of 16 KB stands in the frozen bytes in base64: as much as so many bytes of words, each up to seven there. */
const WORDS_FOR_A_PHOTO = 3200;

/** What a member may read of replies in time to `prompt` and of late ones, in the order in which they came, as a letter holds it. */
export function answersFor(
  member: Member,
  of: {
    readonly prompt?: Prompt;
    readonly replies: readonly Reply[];
    readonly late: readonly Late[];
    readonly members: readonly Member[];
  },
): Answer[] {
  const nameOf = new Map(of.members.map((each) => [each.id, each.name]));
  const reads = (prompt: Prompt) => prompt.asked.includes(member.id);
  const late = of.late
    .filter((each) => reads(each.prompt))
    .map((each) => ({ reply: each.reply, late: each.prompt.questions }));
  const inTime = of.prompt && reads(of.prompt) ? of.replies.map((reply) => ({ reply, late: undefined })) : [];
  const answers = inOrder([...late, ...inTime]).flatMap(({ reply, late: questions }): Answer[] => {
    const name = nameOf.get(reply.member);
    if (name === undefined || isEmpty(reply)) return [];
    const { photos, unshown } = reply;
    return [
      {
        name,
        words: withoutTokens(reply.words),
        ...(questions ? { late: questions } : {}),
        ...(photos ? { photos } : {}),
        ...(unshown ? { unshown } : {}),
      },
    ];
  });
  const shown = withFewPhotos(answers);
  const photos = shown.reduce((sum, answer) => sum + (answer.photos?.length ?? 0), 0);
  return fitted(shown, BYTES_OF_A_DIGEST - photos * WORDS_FOR_A_PHOTO);
}

const isEmpty = ({ words, photos = [], unshown = 0 }: Reply): boolean =>
  words === '' && photos.length + unshown === 0;

/** As many as a letter shows, everybody's first before anybody's second; the others are counted. */
function withFewPhotos(answers: readonly Answer[]): Answer[] {
  const inTurn = answers
    .flatMap(({ photos = [] }) => photos.map((photo, nth) => ({ photo, nth })))
    .sort((a, b) => a.nth - b.nth);
  const shown = new Set<Photo>(inTurn.slice(0, PHOTOS_OF_A_LETTER).map(({ photo }) => photo));
  return answers.map(({ photos: all = [], unshown: before = 0, ...answer }) => {
    const photos = all.filter((photo) => shown.has(photo));
    const unshown = before + all.length - photos.length;
    return { ...answer, ...(photos.length > 0 ? { photos } : {}), ...(unshown > 0 ? { unshown } : {}) };
  });
}

/** A quote may carry the writer's own leave link or reply address: whoever reads it could speak for her. */
export const withoutTokens = (words: string): string => words.replace(TOKEN, '…');
/** 48 base32 characters that stand alone, digits among them: what no language writes. */
const TOKEN = /(?<![a-z2-7])(?=[a-z]*[2-7])[a-z2-7]{48}(?![a-z2-7])/gi;

const inOrder = <T extends { readonly reply: Reply }>(answers: readonly T[]): readonly T[] =>
  [...answers].sort((a, b) => (a.reply.receivedAt < b.reply.receivedAt ? -1 : 1));

/** The longest answers give way, evenly, and say so; the replies themselves keep every word. */
export function fitted<T extends { readonly words: string }>(answers: readonly T[], bytes: number): T[] {
  const sizes = answers.map((answer) => Buffer.byteLength(answer.words));
  const share = Math.floor(bytes / answers.length);
  const spare = sizes.reduce((sum, size) => sum + Math.max(0, share - size), 0);
  const long = sizes.filter((size) => size > share).length;
  const most = long === 0 ? share : share + Math.floor(spare / long);
  return answers.map((answer, at) =>
    (sizes[at] ?? 0) > most ? { ...answer, words: `${beginning(answer.words, most)} […]` } : answer,
  );
}

/** What of a text fits so many bytes of UTF-8, with no half of a character at its end. */
const beginning = (text: string, bytes: number): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
