import {
  type CertainReply,
  type CrewId,
  goOnLetterId,
  isEmpty,
  isPassedOn,
  type Meaning,
  type PassedOnContent,
  type ReplyMessage,
  type ReviewAnswer,
  type ReviewQuestion,
  type SeasonId,
  threadOfSeason,
} from '@crewtide/domain';
import { changeByReply, undoByReply } from './changeSeasonByReply.ts';
import type { CongregationStore, Reading } from './ports.ts';
import { loadKeepsake } from './readKeepsake.ts';
import { repliesIn } from './repliesIn.ts';

/** What a reply that makes no request of its own is, by the letter that it answers; undefined: an answer, or words to keep. */
export async function meaningOf(
  deps: Reading,
  store: CongregationStore,
  reply: CertainReply,
): Promise<Meaning | undefined> {
  const { content } = reply.letter;
  if (reply.message.request === 'keep') {
    const keepsake = await keepsakeFor(store, reply);
    if (keepsake !== undefined) return keepsake;
  }
  switch (content.template) {
    case 'review':
      return reviewOf(deps, store, reply, content.season, content.questions);
    case 'go-on':
      return reviewOf(deps, store, reply, content.season, ['go-on']);
    case 'prompt':
    case 'echo':
    case 'change-unclear':
      return changeIn(deps, store, reply);
    case 'outcome':
      return toCrew(store, reply, content);
    default:
      return isPassedOn(content)
        ? ((await changeIn(deps, store, reply)) ?? (await toCrew(store, reply, content)))
        : undefined;
  }
}

/** "Keep" means the season that the letter is about, once it has ended. */
async function keepsakeFor(
  store: CongregationStore,
  { letter, member, concerns }: CertainReply,
): Promise<Meaning | undefined> {
  const { content } = letter;
  const season = 'season' in content ? content.season : concerns?.prompt.meeting?.season;
  const keepsake = season && (await loadKeepsake(store, season, member.id));
  return keepsake && { of: 'keepsake', keepsake };
}

/** No change takes as many words, or comes as an empty message. */
const LONGEST_CHANGE = 1000;

async function changeIn(
  deps: Reading,
  store: CongregationStore,
  reply: CertainReply,
): Promise<Meaning | undefined> {
  const { message, letter, concerns } = reply;
  if (letter.content.template === 'prompt' && concerns?.prompt.meeting === undefined) return undefined;
  if (letter.content.template === 'echo' && message.request === 'undo') {
    const undone = await undoByReply(store, reply);
    return undone && { of: 'change', decision: undone };
  }
  if (message.words === '' || message.words.length > LONGEST_CHANGE) return undefined;
  const decision = await changeByReply(deps, store, reply);
  return decision && { of: 'change', decision };
}

async function toCrew(
  store: CongregationStore,
  { letter, message, concerns }: CertainReply,
  content: PassedOnContent,
): Promise<Meaning | undefined> {
  if (isEmpty(message)) return undefined;
  const id = letter.crew ?? concerns?.prompt.crew ?? (await crewThatGoesOn(store, content));
  const [crew, readers] = await Promise.all([
    id && store.get('crew', id),
    store.getMany(
      'member',
      content.readers.map(({ member }) => member),
    ),
  ]);
  return id !== undefined && crew === undefined ? undefined : { of: 'crew', crew, readers };
}

/** An outcome that says so is to a crew that goes on; one that says it is complete is to everyone who was in it. */
async function crewThatGoesOn(
  store: CongregationStore,
  content: PassedOnContent,
): Promise<CrewId | undefined> {
  if (content.template !== 'outcome' || content.result.name !== 'goes-on') return undefined;
  return (await store.get('season', content.season))?.crew;
}

async function reviewOf(
  deps: Reading,
  store: CongregationStore,
  { id, letter, member, message }: CertainReply,
  seasonId: SeasonId,
  questions: readonly ReviewQuestion[],
): Promise<Meaning | undefined> {
  const [season, replies, askedAgain] = await Promise.all([
    store.get('season', seasonId),
    repliesIn(store, threadOfSeason(seasonId)),
    store.get('letter', goOnLetterId(seasonId, member.id)),
  ]);
  if (season === undefined) return undefined;
  const answers = await deps.readAnswers(message, questions);
  return {
    of: 'review',
    season,
    answers: letter.content.template === 'go-on' ? withBareWord(answers, message) : answers,
    isByQuestion: answers.length > 0 && isByQuestion(message),
    earlier: replies.filter(
      (reply) => reply.member === member.id && reply.season === seasonId && !reply.id.endsWith(id),
    ),
    askedAgain: askedAgain !== undefined,
  };
}

/** Where only one thing was asked, a yes or no alone is the answer to it. */
function withBareWord(
  answers: readonly ReviewAnswer[],
  { request, words }: ReplyMessage,
): readonly ReviewAnswer[] {
  if ((request !== 'yes' && request !== 'no') || answers.some(({ yes }) => yes !== undefined)) return answers;
  return [{ question: 'go-on', words, yes: request === 'yes' }];
}

/** Numbered, or between quoted questions; prose below the whole letter is not. */
const isByQuestion = ({ words, passages }: ReplyMessage): boolean =>
  passages.filter(({ quote }) => quote !== undefined).length > 1 || /^\s*\(?\d\s*[.):\-–]/m.test(words);
