import type { ReviewAnswer, ReviewQuestion } from '@crewtide/domain';
import { signalOf, signalsInProse, verdict, yesOrNo } from './goingOn.ts';
import { plainOf, type Sentence, sentencesOf } from './sentences.ts';

type Told = Exclude<ReviewQuestion, 'go-on' | 'regroup'>;

/** Clear cues alone; a sentence with none of them is private. The first that fits tells which question it answers. */
const CUES: readonly (readonly [Told, RegExp])[] = [
  [
    'methods',
    /\b(?:(?:could|should|let us|would like to|would love to|like us to|might) (?:also )?try|why not try|have a go at)\b/u,
  ],
  [
    'improve',
    /\b(?:could (?:have )?be(?:en)? (?:better|shorter|longer|more|less|clearer)|could improve|to improve|next time|i (?:really |sometimes |often )?missed|was missing|(?:were|was|is|are|felt|got|ran) (?:a bit |a little |sometimes |often |far |much )?too (?:long|short|late|early|many|much|few|little|fast|slow|rushed|big|loud)|not enough|(?:did not|does not|do not) work|i (?:did not|do not) like|would have (?:liked|loved|preferred)|would prefer|i wish|less of|more time|started late)\b/u,
  ],
  [
    'liked',
    /\b(?:i|we) (?:really |also |so |especially |most |particularly |very much |truly |have |always )*(?:liked|loved|enjoyed|appreciated|treasured|cherished|like|love|enjoy|appreciate)\b|\bwhat (?:i |we )?(?:worked|liked|loved|enjoyed|went well)\b|\b(?:worked|went) (?:really |very |so )?well\b|\b(?:my )?(?:favou?rite|highlight)\b|\bbest (?:part|thing|moment)\b/u,
  ],
];

const REGROUP =
  /\bi\b.{0,40}?\b(?:like|love|want|happy|keen|glad|interested|would|will)\b.{0,30}?\b(?:regroup|(?:a |an )?(?:new|another|different) (?:crew|circle))\b/u;
const NOT = /\b(?:not|never|no)\b/u;
const UNSURE = /\b(?:if|maybe|perhaps|might|not sure|whether)\b/u;

/**
 * What prose answers: whether she goes on where she says it clearly or tries to, and what she liked, would better or would
 * try in sentences that say so. Everything else is nobody's to read.
 */
export function inProse(text: string, questions: readonly ReviewQuestion[]): readonly ReviewAnswer[] {
  const sentences = sentencesOf(text);
  const told = questions.flatMap((question): readonly ReviewAnswer[] => {
    if (question === 'go-on') return goingOn(text);
    if (question === 'regroup') return regrouping(sentences);
    const words = sentences.flatMap((sentence) => clausesFor(question, sentence)).join(' ');
    return words === '' ? [] : [{ question, words }];
  });
  return told;
}

function goingOn(text: string): readonly ReviewAnswer[] {
  const signals = signalsInProse(text);
  if (signals.length === 0) return [];
  const yes = verdict(signals);
  return [{ question: 'go-on', words: text, ...(yes === undefined ? {} : { yes }) }];
}

function regrouping(sentences: readonly Sentence[]): readonly ReviewAnswer[] {
  const said = sentences.findLast(({ plain }) => REGROUP.test(plain));
  if (said === undefined) return [];
  const isOpen = said.asks || UNSURE.test(said.plain);
  return [{ question: 'regroup', words: said.words, ...(isOpen ? {} : { yes: !NOT.test(said.plain) }) }];
}

/** "I loved the walks but the evenings were too long" answers two questions. */
function clausesFor(question: Told, { words }: Sentence): readonly string[] {
  const clauses = words.split(/,? (?:but|although|though) /u);
  const cues = clauses.map(cueOf);
  const parts = cues.every((cue) => cue !== undefined) ? clauses : [words];
  return parts.filter((part) => cueOf(part) === question && !speaksOfGoingOn(part));
}

function cueOf(words: string): Told | undefined {
  const plain = plainOf(words);
  return CUES.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Whether she goes on is nobody's to read, wherever she wrote it. */
const speaksOfGoingOn = (words: string): boolean =>
  sentencesOf(words).some((sentence) => signalOf(sentence) !== undefined);

/** What of an answer to a question the crew may read, and what speaks of going on in it. */
export function apart(words: string): { readonly told: string; readonly untold: string } {
  if (!speaksOfGoingOn(words)) return { told: words, untold: '' };
  const sentences = sentencesOf(words);
  const joined = (untold: boolean) =>
    sentences
      .filter((sentence) => (signalOf(sentence) !== undefined) === untold)
      .map((sentence) => sentence.words)
      .join(' ');
  return { told: joined(false), untold: joined(true) };
}

/** A yes-or-no question's answer. */
export function yesAnswer(question: 'go-on' | 'regroup', words: string): ReviewAnswer {
  const yes = yesOrNo(words);
  return { question, words, ...(yes === undefined ? {} : { yes }) };
}
