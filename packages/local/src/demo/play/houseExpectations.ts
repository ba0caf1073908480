import type { Letter } from '@crewtide/domain';
import { looking } from './looking.ts';
import { flat, type Row, row } from './row.ts';
import type { Seen } from './story.ts';
import { UNTOLD } from './words.ts';

/** What must be true whatever is played. */
export function houseExpectations({ stage, ...seen }: Seen, letters: readonly Letter[]): readonly Row[] {
  const everything = looking(stage).everything();
  const reasons = letters.flatMap(({ state }) => ('reason' in state ? [state.reason] : []));
  return [
    row(
      'nobody gets a letter twice',
      '0 twice',
      `${everything.length - new Set(everything.map((mail) => mail.letter)).size} twice`,
    ),
    row(
      'every letter that was sent came',
      String(letters.filter(({ state }) => state.name === 'sent').length),
      String(everything.length),
    ),
    row('and one did not leave, for its reason', 'left', reasons.join(', ')),
    row('a reply that is sent twice counts once', '1', String(stage.demo.became.get('duplicate') ?? 0)),
    row(
      'every word is kept',
      'all',
      unkept(
        seen.kept.map(({ words }) => flat(words)),
        stage.written,
      ),
    ),
    row(
      'who says no, “if” or how she said yes: nobody reads',
      'nobody',
      readBy(everything.map((mail) => `${mail.text} ${mail.html ?? ''}`)),
    ),
  ];
}

/** Mail of machines is none of ours to keep. */
function unkept(kept: readonly string[], written: Seen['stage']['written']): string {
  const lost = written.filter(({ words }) => !kept.includes(flat(words)) && !words.startsWith('I am away'));
  return lost.length === 0 ? 'all' : `lost: ${lost.map(({ words }) => words).join(' | ')}`;
}

function readBy(letters: readonly string[]): string {
  const told = UNTOLD.filter((words) => letters.some((letter) => letter.includes(words)));
  return told.length === 0 ? 'nobody' : `told: ${told.join(' | ')}`;
}
