import { type Sentence, sentencesOf } from './sentences.ts';
import { BEGINS, CONDITION, ENDS, IS_ONLY, OTHER_CONDITION } from './yesWords.ts';

/** What a sentence says about going on; undefined where it is about something else. */
export type Signal = 'yes' | 'no' | 'unclear';

const GO =
  '(?:go(?:ing)? on(?! (?:holiday|vacation|a|an|about|to|the|my|strike)\\b)|keep(?:ing)? (?:it )?going|keep(?:ing)? (?:on )?meeting|carry(?:ing)? on|continu(?:e|ing)(?! (?:to|a|an|my|that|the (?!crew|season|circle|group|journey|meetings)|this (?!crew|season|circle|group|way|journey))\\b)|stay(?:ing)?(?: on\\b| in (?:the|this|our) (?:crew|group|circle)| with (?:you|this|the crew|the group)|(?= *$))|(?:do|doing|for|have|join|joining|be in|be part of) (?:another|a second|a new|the next|one more) (?:season|round|run|one)|go(?:ing)? again)';
const STOP =
  '(?:stop(?:ping)?(?= (?:here|now|after this|with this|it here|for now)| *(?:$|[,;:]))|leav(?:e|ing)(?= (?:the|this|our) (?:crew|group|circle)| it (?:here|at)| here| now| *(?:$|[,;:]))|step(?:ping)? (?:out|away|back)(?= *(?:$|[,;:])| (?:this time|for now|from the|here|after))|(?:drop|bow|opt)(?:ping|ing)? out|quit|end(?:ing)? (?:it )?here|move on(?= *(?:$|[,;:])))';
const WILL =
  '(?:like|love|want|wish|happy|glad|delighted|keen|excited|thrilled|hope|intend|plan|choose|chosen|decided|ready|would|will|gladly|prefer|am|going|up|have|need|must|think|can|cannot|not)';
const NOT = /\b(not|never|cannot|no longer|unable|without|hardly|nor|neither|stopping me)\b/u;
const OTHERS =
  /\b(you|they|them|others|crew to|group to|circle to|everyone|everybody|people|he|she|him|her|us all to|someone)\b/u;

/** Bounded gaps, so that time is linear in the sentence. */
const I_GO = new RegExp(
  `\\b(?:i|we|let us|us)\\b(.{0,60}?\\b${WILL}\\b.{0,30}?|.{0,1}| all | please | should )\\b${GO}`,
  'gu',
);
const I_STOP = new RegExp(`\\b(?:i|me|let us)\\b(.{0,60}?\\b${WILL}\\b.{0,30}?|.{0,1}| to )\\b${STOP}`, 'gu');
const WITHOUT_ME = new RegExp(`${GO}.{0,20}? without me\\b`, 'u');
const HAPPY_TO = new RegExp(
  `^(?:so |very |really )?(?:happy|glad|keen|delighted|excited|ready|game|up|would love|would like|love|want)(?: to| for)? ${GO}`,
  'u',
);
const ABOUT_GOING_ON = new RegExp(`${GO}|${STOP}|\\b(?:next|another) season\\b`, 'u');

const IN =
  /\bi am(?: still| definitely| totally| so| all| absolutely| very much| certainly)* (?:in|game|on board|up for (?:it|more|another|the next))(?= *(?:$|[,;:.!–—-])| (?:for (?:another|the next|more|one|a)|again|too|please|as well|and|season|round))/u;
const OUT =
  /\bi am(?: afraid i am)?(?: sorry)? out(?= *(?:$|[,;:.!–—-])| (?:this time|for now|for the next|of the next))/u;
const COUNT_IN =
  /\b(?:(do not|not|cannot) )?(?:count|sign|put|include) me(?: back)? (?:in|up|down for)\b(?! (?:on|about))/u;
const COUNT_OUT = /\bcount me out\b/u;
const LAST =
  /\b(?:not this time|not for me|no more for me|i will pass|i (?:would )?(?:rather|prefer) not(?= *(?:$|[,;:.]))|(?:this|that|it) (?:was|is|will be) my last (?:season|one|round)|my last season|time for me to (?:stop|leave|go|move on)|i (?:will )?leave it (?:here|at that))\b/u;
const BUT_NO =
  /\b(?:but|though|however)\b,? (?:sadly |unfortunately |i am afraid |sorry )?(?:(?:i )?(?:cannot|will not)(?: (?:go on|continue|commit|do it|make it|carry on))?|no|not this time|not now|i have to (?:stop|pass))(?= *(?:$|[,;:.!]))/u;
const CORRECTION =
  /\b(?:i meant|i mean|make that|correction|on second thoughts?|i have changed my mind|actually)\b[:,]?/u;
const HEDGE =
  /\b(?:maybe|perhaps|might|not (?:really |quite |yet |so |entirely )?(?:sure|certain|decided)|unsure|do not (?:yet )?know|undecided|possibly|probably|on the fence|torn|two minds|need to think|think about it|let me think|tempted|wonder)\b/u;
const HARMLESS_IF = /\b(?:even if|if possible|if i may|if that is ok(?:ay)?|if you will have me|if not)\b/gu;

/**
 * What prose says about going on, in order. In prose a bare yes or no counts only alone on its line, or right after a question
 * about it.
 */
export function signalsInProse(text: string): readonly Signal[] {
  const sentences = sentencesOf(text);
  return sentences.flatMap((sentence, at) => {
    const before = sentences[at - 1];
    const isAnswer = sentence.alone || (before?.asks === true && ABOUT_GOING_ON.test(before.plain));
    return signalOf(sentence) ?? (isAnswer ? (bareSignal(sentence.plain) ?? []) : []);
  });
}

/** The last of what was said, to a question that asks for a yes or a no. */
export function yesOrNo(text: string): boolean | undefined {
  const said = sentencesOf(text).flatMap((sentence) => directSignal(sentence) ?? []);
  return verdict(said);
}

/** The last clear one counts, unless something unclear comes after it. */
export function verdict(signals: readonly Signal[]): boolean | undefined {
  const last = signals.at(-1);
  return last === undefined || last === 'unclear' ? undefined : last === 'yes';
}

/** Corrections take back what stands before them in their sentence. */
const afterCorrection = (plain: string): string => {
  const found = CORRECTION.exec(plain);
  const after = found === null ? '' : plain.slice(found.index + found[0].length).trim();
  return after === '' ? plain : after;
};

export function signalOf(sentence: Sentence): Signal | undefined {
  const plain = afterCorrection(sentence.plain);
  const said = new Set<Signal>([...phrases(plain), ...(plain === sentence.plain ? [] : bare(plain))]);
  if (ABOUT_GOING_ON.test(plain))
    for (const signal of [...edges(BEGINS, plain), ...edges(ENDS, plain)]) said.add(signal);
  if (BUT_NO.test(plain) && said.size > 0) return 'no';
  return judged(said, sentence, plain);
}

function directSignal(sentence: Sentence): Signal | undefined {
  const plain = afterCorrection(sentence.plain);
  const said = new Set([...phrases(plain), ...edges(BEGINS, plain), ...edges(ENDS, plain)]);
  if (said.size > 0 && BUT_NO.test(plain)) return 'no';
  if (OTHER_CONDITION.test(plain) && said.size > 0) return 'unclear';
  return judged(said, sentence, plain);
}

function judged(said: ReadonlySet<Signal>, { asks }: Sentence, plain: string): Signal | undefined {
  const [only, ...more] = said;
  if (only === undefined) return undefined;
  const isOpen = asks || CONDITION.test(plain.replace(HARMLESS_IF, '')) || HEDGE.test(plain);
  return isOpen || more.length > 0 ? 'unclear' : only;
}

function phrases(plain: string): readonly Signal[] {
  const said: Signal[] = [];
  for (const [, gap = ''] of plain.matchAll(I_GO))
    if (!OTHERS.test(gap)) said.push(NOT.test(gap) ? 'no' : 'yes');
  for (const [, gap = ''] of plain.matchAll(I_STOP))
    if (!OTHERS.test(gap)) said.push(NOT.test(gap) ? 'yes' : 'no');
  if (WITHOUT_ME.test(plain)) return ['no'];
  if (HAPPY_TO.test(plain) || IN.test(plain)) said.push('yes');
  const counted = COUNT_IN.exec(plain);
  if (counted !== null) said.push(counted[1] === undefined ? 'yes' : 'no');
  if (OUT.test(plain) || COUNT_OUT.test(plain) || LAST.test(plain)) said.push('no');
  return said;
}

const edges = (at: Readonly<Record<Signal, RegExp>>, plain: string): readonly Signal[] => {
  // "No idea" is unclear before it is a no.
  if (at.unclear.test(plain)) return ['unclear'];
  return (['yes', 'no'] as const).filter((signal) => at[signal].test(plain));
};

const bare = (plain: string): readonly Signal[] => {
  const signal = bareSignal(plain);
  return signal === undefined ? [] : [signal];
};

const bareSignal = (plain: string): Signal | undefined => {
  const words = plain
    .replace(/[,;:.!–—-]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return (['unclear', 'yes', 'no'] as const).find((signal) => IS_ONLY[signal].test(words));
};
