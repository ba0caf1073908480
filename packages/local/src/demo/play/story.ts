import type { Reply } from '@crewtide/domain';
import type { CrewShown, HeldMailShown, SeasonShown } from '../host.ts';
import { firstMoon, laterMoons, moonReview, secondMoon } from './moonGarden.ts';
import { openStage, type Play, type Stage } from './stage.ts';
import { firstMeeting, fourthMeeting, review, secondMeeting, thirdMeeting } from './tidePool.ts';

/** What was seen on the way, and when the story had ended. */
export interface Seen {
  readonly stage: Stage;
  /** Letters of a change that Ana had got within the hour in which it can be undone. */
  readonly toldWithinTheHour: number;
  readonly toRuiAfterHisNote: number;
  /** Before Clara said that it was hers, and after. */
  readonly heldBefore: readonly HeldMailShown[];
  readonly heldAfter: readonly HeldMailShown[];
  readonly moonSeason: SeasonShown;
  readonly tidePool: CrewShown;
  readonly moonGarden: CrewShown;
  /** As the store keeps them. */
  readonly kept: readonly Reply[];
}

/** The play begins on a Friday, so that its meetings are on Tuesdays. */
export const BEGINS = Date.parse('2027-02-26T10:00Z');

/** Both seasons from their first letter to their end, every mail over SMTP; only the clock is moved by hand. */
export async function playStory(play: Play): Promise<Seen> {
  play.progress('A host creates a congregation, adds ten people and forms two crews with their seasons.');
  const stage = await openStage(play);
  const { host, crews, congregation } = stage.circle;
  const [tide, moon] = crews;
  if (tide === undefined || moon === undefined) throw new Error('there are two crews');
  const moonSeason = await host.season((await host.crew(moon.id)).season ?? '');

  await firstMeeting(stage);
  const toldWithinTheHour = await secondMeeting(stage);
  await thirdMeeting(stage);
  await fourthMeeting(stage);
  const firstMoonSeen = await firstMoon(stage);
  await review(stage);
  const tidePool = await host.crew(tide.id);
  await secondMoon(stage);
  await laterMoons(stage);
  await moonReview(stage);

  return {
    stage,
    toldWithinTheHour,
    ...firstMoonSeen,
    moonSeason,
    tidePool,
    moonGarden: await host.crew(moon.id),
    kept: await play.demo.replies(congregation),
  };
}
