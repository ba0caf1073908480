import {
  type Congregation,
  firstAddress,
  type Letter,
  type LetterContent,
  later,
  type Member,
  outcomeLetterId,
  type Photo,
  type SeasonId,
  threadOfSeason,
} from '@crewtide/domain';
import type { InlinePicture, Mailbox, OutgoingMessage, Sending, TokenClaim } from './ports.ts';

/** How long a letter can be answered before its address only keeps words, and how long its links work. */
const LIFETIME_DAYS = { reply: 180, leave: 400, keepsake: 180 } as const;

/** A thread has one root in all its letters, whenever they are written. */
const ROOT_EXPIRES = '2100-01-01';

/** The first UTC day on which a reply to the letter counts as late, `2027-02-01`. */
const answerableUntil = (letter: Letter): string => dayAfter(letter, LIFETIME_DAYS.reply);

const dayAfter = (letter: Letter, days: number): string => later(letter.createdAt, { days }).slice(0, 10);

export interface Addressed {
  readonly letter: Letter;
  readonly to: Member;
  readonly congregation: Congregation;
  /** The Message-ID of the letter that this one follows, as its carrier gave it. */
  readonly follows: string | undefined;
}

/** Renders a letter and gives it its addresses and its place in the thread; the same letter comes out the same. */
export async function outgoing(
  deps: Pick<Sending, 'store' | 'tokens' | 'render' | 'mail'>,
  { letter, to, congregation, follows }: Addressed,
): Promise<OutgoingMessage> {
  const { domain, publicUrl } = deps.mail;
  const sign = (scope: TokenClaim['scope'], subject: string, expires: string) =>
    deps.tokens.sign({ scope, congregation: congregation.congregation, subject, expires });
  const signed = (scope: 'reply' | 'bounce' | 'message') => sign(scope, letter.id, answerableUntil(letter));
  const leaveUrl = `${publicUrl}/leave/${sign('leave', letter.id, dayAfter(letter, LIFETIME_DAYS.leave))}`;
  const replyAddress = `reply+${signed('reply')}@${domain}`;
  const root = `${sign('thread', letter.thread, ROOT_EXPIRES)}@${domain}`;
  const nearest = letter.answers ?? follows;
  const season = seasonToKeep(letter.content);
  const keepsakeUrl =
    season === undefined
      ? {}
      : {
          keepsakeUrl: `${publicUrl}/keepsake/${sign('keepsake', outcomeLetterId(season, to.id), dayAfter(letter, LIFETIME_DAYS.keepsake))}`,
        };
  const [rendered, inline] = await Promise.all([
    deps.render(letter.content, { member: to, congregation, leaveUrl, ...keepsakeUrl }),
    picturesOf(deps, letter.content, congregation),
  ]);
  return {
    ...rendered,
    congregation: congregation.congregation,
    letter: letter.id,
    from: {
      name: senderName(letter, congregation),
      address: `${congregation.slug}-${congregation.congregation}@${domain}`,
    },
    to: { name: to.name, address: firstAddress(to).email },
    replyTo: { name: senderName(letter, congregation), address: replyAddress },
    returnPath: `bounce+${signed('bounce')}@${domain}`,
    messageId: `${signed('message')}@${domain}`,
    inReplyTo: nearest ?? root,
    references: nearest === undefined ? [root] : [root, nearest],
    date: letter.createdAt,
    listId: `${congregation.slug}.${congregation.congregation}.${domain}`,
    leaveUrl,
    leaveMailto: `mailto:${replyAddress}?subject=stop`,
    inline,
    invitation: invitationIn(letter.content, (season) => ({
      name: senderName(letter, congregation),
      address: `reply+${sign('thread', threadOfSeason(season), ROOT_EXPIRES)}@${domain}`,
    })),
  };
}

/** Answers to a calendar come to its organizer: to the season's thread, by which nobody can ask for anything. */
const invitationIn = (
  content: LetterContent,
  organizerOf: (season: SeasonId) => Mailbox,
): OutgoingMessage['invitation'] =>
  'calendar' in content
    ? { calendar: content.calendar, organizer: organizerOf(content.calendar.season) }
    : undefined;

/** The season whose keepsake a letter offers or brings. */
const seasonToKeep = (content: LetterContent) =>
  content.template === 'outcome' || content.template === 'keepsake' ? content.season : undefined;

/** The thumbnails of the photos that a letter shows, as they stand in the table. */
async function picturesOf(
  { store }: Pick<Sending, 'store'>,
  content: LetterContent,
  { congregation }: Congregation,
): Promise<readonly InlinePicture[]> {
  const photos = photosIn(content);
  if (photos.length === 0) return [];
  const thumbnails = await store.of(congregation).getMany(
    'thumbnail',
    photos.map(({ id }) => id),
  );
  const jpegOf = new Map(thumbnails.map(({ id, bytes }) => [id, bytes]));
  return photos.flatMap(({ id, description }) => {
    const jpeg = jpegOf.get(id);
    return jpeg === undefined ? [] : [{ id, jpeg, description }];
  });
}

function photosIn(content: LetterContent): readonly Photo[] {
  switch (content.template) {
    case 'digest':
    case 'review':
      return content.answers.flatMap(({ photos = [] }) => photos);
    case 'note':
      return content.photos ?? [];
    default:
      return [];
  }
}

/** "Tide pool (Willow circle)" for a crew's letters, the congregation's name for the others. */
const senderName = ({ content }: Letter, congregation: Congregation): string =>
  'crew' in content ? `${content.crew} (${congregation.name})` : congregation.name;
