import { expect, test } from 'vitest';
import { crewOf, instantOf, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import { crewId, derivedId } from './ids.ts';
import { clashesOf } from './planningClashes.ts';
import { localTime, timeZone } from './time.ts';

const [ana, bo, cleo, dov] = ['Ana', 'Bo', 'Cleo', 'Dov'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo || !dov) throw new Error('four members');

const id = crewId.parse(derivedId('other crew'));
const first = { crew: crewOf(ana, bo), season: seasonOf([ana, bo]) };
const at = (time: string, zone = 'Europe/Lisbon') => ({
  crew: { ...crewOf(bo, ana, cleo), id },
  season: seasonOf([bo, cleo], { time: localTime.parse(time), zone: timeZone.parse(zone) }),
});

test('whoever is in two crews at one hour is named once for each other crew, with the first such hour', () => {
  const clash = { crew: id, at: '2026-12-01T19:30:00.000Z' };
  expect(clashesOf(first, [at('20:30')], NOW)).toEqual([
    { member: ana.id, ...clash },
    { member: bo.id, ...clash },
  ]);
  expect(clashesOf(first, [at('20:30', 'Europe/Paris')], NOW)).toHaveLength(2);
});

test('meetings that end as others begin don’t clash, nor those that have begun', () => {
  expect(clashesOf(first, [at('21:00'), at('18:00')], NOW)).toEqual([]);
  expect(clashesOf(first, [at('19:30')], instantOf('2026-12-29T19:30:00.000Z'))).toEqual([]);
});

test('crews without anybody in common may meet at one hour', () => {
  const other = { crew: { ...crewOf(cleo, dov), id }, season: seasonOf([cleo, dov]) };
  expect(clashesOf(first, [other], NOW)).toEqual([]);
});
