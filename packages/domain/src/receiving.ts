import { type CertainReply, isEmpty, type Meaning, type Received } from './certainReply.ts';
import { type Change, create, type Decision, expectUnchanged, nothing, replace } from './decision.ts';
import { comesLater } from './digest.ts';
import { type Keepsake, shortened } from './keepsake.ts';
import type { Letter } from './letter.ts';
import { isPassedOn, notesOf } from './passingOn.ts';
import { keptPhotos, shownOf } from './photoKeeping.ts';
import { answerTo, reachable, recordOf } from './receivingRecords.ts';
import { askToConfirm, carryOut, requestOf } from './receivingRequests.ts';
import type { Reply } from './reply.ts';
import type { ReviewAnswer } from './reviewAnswers.ts';
import { goOnLetter } from './reviewingAnswers.ts';

/** Keeps the words first, whatever else the reply asks for. */
export function decideReply(reply: CertainReply): Decision & { readonly received: Received } {
  const { message, means } = reply;
  const asked = requestOf(message, reply.letter);
  if (asked !== undefined) return reply.expired ? askToConfirm(reply, asked) : carryOut(reply, asked);
  switch (means?.of) {
    case 'change':
      return changed(reply, means.decision);
    case 'keepsake':
      return withKeepsake(reply, means.keepsake);
  }
  if (isEmpty(message)) return noWords(reply);
  switch (means?.of) {
    case 'crew':
      return passOn(reply, means);
    case 'review':
      return answerReview(reply, means);
    case undefined:
      return counted(reply, answer(reply));
  }
}

const counted = (
  reply: CertainReply,
  records: readonly Change[],
  letters: readonly Letter[] = [],
): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [...records, ...keptPhotos(reply.pictures), ...reachable(reply)],
  letters,
  received: { outcome: 'counted' },
});

/** For a crew's question, shown with its digest or, once that is being gathered, with the crew's next letter. */
function answer(reply: CertainReply): Change[] {
  const record = recordOf(reply);
  if (reply.concerns === undefined) return [create(record)];
  const { prompt } = reply.concerns;
  const answered: Reply = { ...record, prompt: prompt.id };
  return prompt.state === 'asked'
    ? [create(answered), expectUnchanged(prompt)]
    : [create({ ...answered, late: true }), comesLater({ id: prompt.crew }, answered)];
}

/**
 * At once, to those whom its letter named and once. What can't go on waits, where it belongs to a prompt, for the crew's next
 * letter: reach only narrows.
 */
function passOn(
  reply: CertainReply,
  { crew, readers }: Extract<Meaning, { of: 'crew' }>,
): ReturnType<typeof decideReply> {
  const { id, letter, message, member, now } = reply;
  const { content } = letter;
  const notes =
    reply.expired || !isPassedOn(content)
      ? []
      : notesOf({
          id,
          letter: { ...letter, content },
          crew,
          from: member,
          readers,
          subject: message.subject,
          words: message.words,
          shown: shownOf(reply.pictures),
          now,
        });
  if (notes.length === 0) return counted(reply, answer(reply));
  const record: Change[] = [create({ ...recordOf(reply), passedOn: true })];
  const kept = crew === undefined ? record : [...record, expectUnchanged(crew)];
  return { ...counted(reply, kept, notes), received: { outcome: 'passed-on' } };
}

/**
 * What it says is for the outcome alone; whether it says yes, no or nothing of it shows nowhere. Until the outcome is decided the
 * season is written anew: an outcome that is being decided without this answer is decided again.
 */
function answerReview(
  reply: CertainReply,
  review: Extract<Meaning, { of: 'review' }>,
): ReturnType<typeof decideReply> {
  const { letter, member, message, now } = reply;
  const { season } = review;
  const answers = reply.expired ? review.answers.map(unsaid) : review.answers;
  const record: Reply = { ...recordOf(reply), season: season.id, answers: [...answers] };
  const open = season.state.name === 'reviewing' ? [replace(season, season)] : [];
  return counted(
    reply,
    [create(record), ...open],
    goOnLetter({ ...review, answers, letter }, member.id, message.messageId, now),
  );
}

/** Whoever read her crew's letters knows its thread: under that alone nobody says yes or no for her, and she is asked again. */
const unsaid = ({ yes: _, ...answer }: ReviewAnswer): ReviewAnswer => answer;

/** The words stand in no letter. */
function changed(reply: CertainReply, decision: Decision): ReturnType<typeof decideReply> {
  const kept = counted(reply, [create(recordOf(reply))]);
  return {
    records: [...kept.records, ...decision.records],
    letters: decision.letters,
    appointments: decision.appointments,
    received: { outcome: 'done', request: 'change' },
  };
}

const withKeepsake = (reply: CertainReply, keepsake: Keepsake): ReturnType<typeof decideReply> => ({
  ...counted(
    reply,
    [create(recordOf(reply))],
    [answerTo(reply, `keepsake#${reply.id}`, shortened(keepsake))],
  ),
  received: { outcome: 'done', request: 'keep' },
});

const noWords = (reply: CertainReply): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [create(recordOf(reply)), ...keptPhotos(reply.pictures), ...reachable(reply)],
  letters:
    reply.noWords === undefined || reply.noWords.told
      ? []
      : [
          answerTo(reply, reply.noWords.slot, {
            template: 'no-words',
            about: reply.message.subject.slice(0, 200),
          }),
        ],
  received: { outcome: 'no-words' },
});

/** At most one a person and day. */
export const slotOfNoWords = (day: string): string => `no-words#${day}`;
