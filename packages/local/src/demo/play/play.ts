import { figuresOf } from './figures.ts';
import { houseExpectations } from './houseExpectations.ts';
import { moonExpectations } from './moonExpectations.ts';
import type { Play } from './stage.ts';
import { playStory } from './story.ts';
import { asJsonLines, asText } from './table.ts';
import { tideExpectations } from './tideExpectations.ts';
import { tideReviewExpectations } from './tideReviewExpectations.ts';

/** Plays the story and prints the closing table; resolves with 0 only if every expectation held. */
export async function playAndCheck(
  play: Play & { readonly table: 'text' | 'json'; readonly say: (line: string) => void },
): Promise<0 | 1> {
  const seen = await playStory(play);
  const letters = await seen.stage.allLetters();
  const rows = [
    ...tideExpectations(seen),
    ...tideReviewExpectations(seen),
    ...moonExpectations(seen),
    ...houseExpectations(seen, letters),
  ];
  const figures = figuresOf(seen, letters);
  play.say(play.table === 'json' ? asJsonLines(rows, figures) : asText(rows, figures));
  return rows.every(({ ok }) => ok) ? 0 : 1;
}
