import { judge } from './expectations.ts';
import { type Play, playStory } from './story.ts';
import { asJsonLines, asText } from './table.ts';

/** Plays the story and prints the closing table; resolves with 0 only if every expectation held. */
export async function playAndCheck(
  play: Play & { readonly table: 'text' | 'json'; readonly say: (line: string) => void },
): Promise<0 | 1> {
  const rows = judge(await playStory(play));
  play.say(play.table === 'json' ? asJsonLines(rows) : asText(rows));
  return rows.every(({ ok }) => ok) ? 0 : 1;
}
