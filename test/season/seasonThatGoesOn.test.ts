import { test } from 'vitest';
import { houses } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { crewIn } from '../support/houseSeason.ts';
import { FIVE, seasonGoesOn } from './goingOnStory.ts';

const openHouse = houses();

test('a season of five: asked at nine by everybody’s own clock, read the evening before, reviewed, and it goes on', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  const { season } = await crewIn(house, willow, FIVE);
  await seasonGoesOn({ house, willow, season });
}, 120_000);
