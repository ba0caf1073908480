/** How somebody says yes, no and perhaps, when she is asked: phrases that a sentence begins or ends with. */
interface Language {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly perhaps: readonly string[];
  /** Words that make of a yes a condition. */
  readonly conditions: readonly string[];
}

/** What goes on after these says something else: "I will not", "I do hope". */
const ALONE = '(?= *(?:$|[,;:.!–—-]| but ))';

const ENGLISH: Language = {
  yes: [
    'yes|yep|yeah|yup|aye|sure|sure thing|definitely|absolutely|certainly|of course|gladly|happily|with pleasure',
    'very much so|hell yes|yes please|100 ?%|\\+1|👍\\p{EMod}?|✅',
    `(?:please do|ok|okay|i do|i am|i would|i will|i want to|(?:i )?(?:would )?love to|i would like (?:to|that)|happy to|very much)${ALONE}`,
  ],
  no: [
    'no|nope|nah|no thanks|no thank you|no more|not this time|not now|not for me|not me|not really|not any more|i am afraid not',
    'afraid not|sadly no|sadly not|unfortunately no|unfortunately not|never|-1|👎\\p{EMod}?',
    `(?:i do not|i will not|i would not|i cannot|(?:i would )?rather not)${ALONE}`,
  ],
  perhaps: [
    'maybe|perhaps|possibly|probably|not sure|not yet sure|i am not sure|unsure|i do not know|do not know|no idea|undecided',
    'it depends|depends|we will see|i will see|hm+|let me think|i need to think|yes and no|yes or no|i might|50/50',
  ],
  conditions: ['if|unless|provided|as long as|assuming|in case|whether|only when|depending|depends'],
};

const OTHERS: readonly Language[] = [
  {
    yes: [
      'ja|jep|jawohl|gern|gerne|sehr gern|sehr gerne|ja gern|ja gerne|klar|na klar|natürlich|auf jeden fall|unbedingt',
    ],
    no: ['nein|nee|nö|leider nein|leider nicht|nein danke|diesmal nicht'],
    perhaps: ['vielleicht|jein|mal sehen|weiß nicht|weiss nicht|keine ahnung'],
    conditions: ['wenn|falls|sofern|ob'],
  },
  {
    yes: ['oui|ouais|avec plaisir|volontiers|bien sûr|bien sur|certainement|d.accord'],
    no: ['non|non merci|pas cette fois|malheureusement non'],
    perhaps: ['peut-être|peut-etre|peut être|je ne sais pas|je sais pas|on verra'],
    conditions: ['si|à condition'],
  },
  {
    yes: ['sí|si(?= *[,.;!]| *$)|claro|claro que sí|por supuesto|con gusto|desde luego|vale'],
    no: ['no gracias|esta vez no|por desgracia no|lamentablemente no'],
    perhaps: ['quizás|quizá|quizas|tal vez|a lo mejor|no sé|no lo sé|depende'],
    conditions: ['si|siempre que'],
  },
  {
    yes: ['sim|com certeza|com prazer|claro que sim|com todo o gosto'],
    no: ['não|nao|não obrigado|não obrigada|desta vez não|infelizmente não'],
    perhaps: ['talvez|não sei|nao sei'],
    conditions: ['se'],
  },
  {
    yes: ['sì|certo|certamente|volentieri|con piacere|assolutamente sì|va bene'],
    no: ['no grazie|questa volta no|purtroppo no'],
    perhaps: ['forse|non so|non lo so|vediamo|dipende'],
    conditions: ['se'],
  },
  {
    yes: ['ja graag|graag|zeker|jazeker|tuurlijk|natuurlijk|met plezier'],
    no: ['nee|nee dank je|deze keer niet|helaas niet|liever niet'],
    perhaps: ['misschien|weet niet|weet ik niet|ik weet het niet'],
    conditions: ['als|mits|indien'],
  },
];

const phrasesOf = (kind: keyof Language, languages: readonly Language[]) =>
  languages.flatMap((language) => language[kind]).join('|');

const ALL = [ENGLISH, ...OTHERS];
/** What looks like a no, and isn't: "no problem, I'm in". */
const NO_NO = '(?! (problem|problems|worries|doubt|question|hesitation|matter|brainer|wonder|one|need))';
const beginning = (phrases: string, unless = '') =>
  new RegExp(`^(${phrases})(?![\\p{L}\\p{N}'])${unless}`, 'u');
const ending = (phrases: string) => new RegExp(`[,:;.–—-] ?(${phrases})$`, 'u');

export const BEGINS = {
  yes: beginning(phrasesOf('yes', ALL)),
  no: beginning(phrasesOf('no', ALL), NO_NO),
  unclear: beginning(phrasesOf('perhaps', ALL)),
} as const;

export const ENDS = {
  yes: ending(phrasesOf('yes', ALL)),
  no: ending(phrasesOf('no', ALL)),
  unclear: ending(phrasesOf('perhaps', ALL)),
} as const;

/** Nothing but these. */
const only = (phrases: string) =>
  new RegExp(
    `^(${phrases})( (please|thanks|thank you|from me|for me|danke|merci|gracias|obrigad[oa]|grazie|dank je))*$`,
    'u',
  );

export const IS_ONLY = {
  yes: only(phrasesOf('yes', ALL)),
  no: only(phrasesOf('no', ALL)),
  unclear: only(phrasesOf('perhaps', ALL)),
} as const;

export const CONDITION = new RegExp(`(?<![\\p{L}'])(${ENGLISH.conditions.join('|')})(?![\\p{L}'])`, 'u');
export const OTHER_CONDITION = new RegExp(
  `(?<![\\p{L}'])(${phrasesOf('conditions', OTHERS)}) (?=\\p{L})`,
  'u',
);
