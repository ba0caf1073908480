import type { Letter } from '@crewtide/domain';
import type { Seen } from './story.ts';

/** What the play comes to, in a few figures. */
export interface Figure {
  readonly figure: string;
  readonly value: string;
}

export function figuresOf({ stage, kept }: Seen, letters: readonly Letter[]): readonly Figure[] {
  const sent = letters.filter(({ state }) => state.name === 'sent');
  const became = (...outcomes: readonly string[]) =>
    outcomes.reduce((sum, outcome) => sum + (stage.demo.became.get(outcome) ?? 0), 0);
  const understood = became('counted', 'passed-on', 'done', 'settled-held-mail');
  const reviewed = kept.filter(({ answers }) => answers !== undefined);
  return [
    { figure: 'letters', value: `${sent.length} sent: ${kindsOf(sent)}` },
    {
      figure: 'replies understood',
      value: `${understood} of ${stage.written.length - 1} that people wrote; ${became('held')} held until its writer said yes`,
    },
    { figure: 'words kept', value: `${wordsIn(kept.map(({ words }) => words))} in ${kept.length} replies` },
    {
      figure: 'reviews',
      value: `2, with ${reviewed.length} answers; Tide Pool goes on, Moon Garden is complete`,
    },
  ];
}

function kindsOf(letters: readonly Letter[]): string {
  const counts = new Map<string, number>();
  for (const { content } of letters) counts.set(content.template, (counts.get(content.template) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([template, count]) => `${count} ${template}`)
    .join(', ');
}

const wordsIn = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split(/\s+/).filter((word) => word !== '').length, 0);
