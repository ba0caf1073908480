import { type LocalDateTime, type MemberId, place as placeShape } from '@crewtide/domain';
import { withoutGreeting, withoutSignature } from './bareWords.ts';
import { looksLikeAName, memberNamed, type Named } from './changes/names.ts';
import { type Whence, whenOf } from './changes/when.ts';

export type ChangeWanted =
  | { readonly wants: 'move' | 'add'; readonly to: LocalDateTime | undefined }
  | { readonly wants: 'cancel' | 'skip' }
  | { readonly wants: 'place'; readonly place: string }
  | { readonly wants: 'swap'; readonly with: MemberId | undefined };

interface Context extends Whence {
  readonly crew: Named;
}

/**
 * The change that the whole message asks for, in English; undefined when it is anything else. A greeting, thanks and a name
 * below don't count; what asks, or says more than the change, is no command. A `to` or `with` that is undefined was meant and
 * could not be understood.
 */
export function readChange(words: string, context: Context): ChangeWanted | undefined {
  const line = commandOf(words);
  if (line === undefined) return undefined;
  return (
    callOff(line) ??
    moveTo(line, context) ??
    addOne(line, context) ??
    swapWith(line, context) ??
    meetElsewhere(line, context)
  );
}

const LONGEST = { words: 600, line: 160 } as const;
const POLITE =
  /^(?:ok(?:ay)?[,:]?|please|pls|so[,:]|dear all[,:]?|hi all[,:]?|let'?s|let us|(?:i(?:'d| would) like to|i (?:need|have|want) to|we (?:need|have) to)(?! meet)|we(?:'ll| will))\s+/i;
const POLITE_END = /(?:[\s,.!]+(?:please|pls|thanks|thank you|thanks all|sorry))*[\s.!]*$/i;

/** One short line or a paragraph of two, as it was wrapped. */
function commandOf(words: string): string | undefined {
  if (words.length > LONGEST.words) return undefined;
  const lines = words.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  const own = withoutSignature(withoutGreeting(filled));
  if (own.length > 2 || (own.length === 2 && isApart(lines, own))) return undefined;
  const said = own
    .join(' ')
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  if (said.length > LONGEST.line || /[?？]/.test(said.replace(/https?:\/\/\S+/g, ''))) return undefined;
  const plain = said.replace(POLITE_END, '');
  return plain.replace(POLITE, '').replace(POLITE, '').trim() || undefined;
}

const isApart = (lines: readonly string[], [first = '', second = '']: readonly string[]) =>
  lines.lastIndexOf(second) !== lines.lastIndexOf(first) + 1;

const WEEK = "(?:next |this |that )?week(?:'s)?";
const MEETING =
  "(?:(?:the|our|this|that|my|next|coming|week(?:'s)?|tomorrow's|today's|tonight's) )*(?:meeting|call|session|meet-?up)";
const OBJECT = `(?:it|this|this one|that one|the next one|next one|this time|${WEEK}|today|tonight|tomorrow|${MEETING}(?: this week| tomorrow| today| tonight)?)`;

const CANCEL = new RegExp(
  `^(?:cancel|call off)(?: ${OBJECT})?$|^(?:${MEETING}|it) is (?:cancelled|canceled|called off|off)$|^no meeting(?: this week| this time| today| tonight| tomorrow)?$`,
  'i',
);
const SKIP = new RegExp(`^skip(?: (?:a week|one|${OBJECT}))?$`, 'i');

function callOff(line: string): ChangeWanted | undefined {
  if (CANCEL.test(line)) return { wants: 'cancel' };
  return SKIP.test(line) ? { wants: 'skip' } : undefined;
}

const NAMED = `(?:${MEETING}|the (?:date|time|day))`;
const VERB = '(?:move|shift|reschedule|postpone|push|bring|change|put off|delay|put)';
const MOVE = new RegExp(
  `^${VERB}(?: (?<what>${NAMED}|it|this|this one|that|us))?(?: (?:back|forward|out|up|on))?(?: (?:to|till|until|for|by)(?: be)?)? (?<rest>.+)$`,
  'i',
);
const NEW_TIME =
  /^(?:new (?:time|date|day)|(?:the )?(?:new )?(?:time|date|day) is(?: now)?)(?: is|:)? ?:? ?(?<rest>.+)$/i;
const MEET_WHEN = /^(?:we(?:'ll| will)? )?meet(?:ing)?(?: (?:at|on))? (?<rest>.+?)(?: instead)?$/i;

function moveTo(line: string, context: Context): ChangeWanted | undefined {
  const said = MOVE.exec(line)?.groups;
  const isNamed = new RegExp(`^${NAMED}$`, 'i').test(said?.what ?? '');
  const rest = said?.rest ?? NEW_TIME.exec(line)?.groups?.rest ?? MEET_WHEN.exec(line)?.groups?.rest;
  if (rest === undefined) return undefined;
  const when = whenOf(rest, context);
  switch (when.means) {
    case 'time':
      return { wants: 'move', to: when.at };
    case 'unclear':
      return said === undefined && MEET_WHEN.test(line) ? undefined : { wants: 'move', to: undefined };
    case 'more':
      return isNamed ? { wants: 'move', to: undefined } : undefined;
    case 'no-time':
      return undefined;
  }
}

const ADD =
  /^(?:add|have|do|book|plan) (?:a |an |one |another |one more )?(?:another |extra |additional |more |new )?meeting(?:,? (?:on|at|for|to))?(?<rest> .+)?$/i;
const EXTRA = /^(?:extra|additional|another|one more|new) meeting:?(?: (?:on|at))?(?<rest> .+)$/i;

function addOne(line: string, context: Context): ChangeWanted | undefined {
  const said = ADD.exec(line) ?? EXTRA.exec(line);
  if (said === null) return undefined;
  const when = whenOf(said.groups?.rest ?? '', context);
  if (when.means === 'time') return { wants: 'add', to: when.at };
  const isBare = said.groups?.rest === undefined;
  return (isBare && /^add\b/i.test(line)) || when.means === 'unclear'
    ? { wants: 'add', to: undefined }
    : undefined;
}

const SWAP =
  /^(?:i(?:'ll| will)? )?(?:swap|trade|switch|exchange)(?: (?:hosting|turns?|places|my turn|hosts?|the hosting))? with (?<name>.+)$/i;
const HOSTS =
  /^(?:let )?(?<name>.+?) (?:hosts?|will host|is hosting|can host|is our host|takes over|does the hosting)(?: (?:it|this|this one|this time|next time|instead|the meeting|this meeting|the next meeting|the next one|us|for me))*$/i;

function swapWith(line: string, { crew }: Context): ChangeWanted | undefined {
  const swap = SWAP.exec(line)?.groups?.name?.replace(
    / (?:this time|for this one|please|instead|as host)$/i,
    '',
  );
  if (swap !== undefined)
    return looksLikeAName(swap) ? { wants: 'swap', with: memberNamed(swap, crew) } : undefined;
  const named = HOSTS.exec(line)?.groups?.name;
  const member = named === undefined ? undefined : memberNamed(named, crew);
  return member === undefined ? undefined : { wants: 'swap', with: member };
}

const PLACE =
  /^(?:(?:the )?(?:new )?(?:place|link|location|venue|address|room)(?: is(?: now)?| will be)?: ?|(?:the )?new (?:place|link|location|venue|address|room) is(?: now)? |change (?:the )?(?:place|link|location|venue|address|room) to )(?<where>.+)$/i;
const MEET =
  /^(?:[Ww]e )?(?:[Mm]eet|are meeting|are going to meet) (?<where>at (?:the |my |our |\d|\p{Lu}|https?:).*|in (?:the |our |my |room |\p{Lu}).*|on (?:zoom|teams|jitsi|skype|signal|google meet)\b.*|online|https?:\/\/\S+)$/u;
const MOVE_PLACE = new RegExp(`^move ${MEETING} to (?<where>.+)$`, 'i');

function meetElsewhere(line: string, context: Context): ChangeWanted | undefined {
  const where = [PLACE, MEET, MOVE_PLACE].flatMap((pattern) => pattern.exec(line)?.groups?.where ?? [])[0];
  if (where === undefined) return undefined;
  const named = where.replace(/^at /i, '').replace(/ (?:instead|this time)$/i, '');
  const isLink = /^https?:\/\/\S+$/i.test(named);
  if (!isLink && (whenOf(named, context).means !== 'no-time' || named.length > 100)) return undefined;
  const place = placeShape.safeParse(named);
  return place.success ? { wants: 'place', place: place.data } : undefined;
}
