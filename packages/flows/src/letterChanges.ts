import {
  type Change,
  hasEnded,
  type Letter,
  type Member,
  replace,
  type Stored,
  welcomedBy,
} from '@crewtide/domain';

/** A letter's new state, and its member welcomed once her welcome has ended its way, whichever. */
export const letterChanges = (
  letter: Stored<Letter>,
  member: Stored<Member> | undefined,
  to: Letter,
): readonly Change[] =>
  letter.content.template === 'welcome' && hasEnded(to) && member !== undefined && !member.welcomed
    ? [replace(letter, to), replace(member, welcomedBy(letter, member))]
    : [replace(letter, to)];
