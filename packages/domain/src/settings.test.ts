import { describe, expect, it } from 'vitest';
import { faultAt, faultOf, type Settings, settings, USUAL_SETTINGS } from './settings.ts';
import { localTime } from './time.ts';

const with_ = (change: Partial<Settings>): Settings => settings.parse({ ...USUAL_SETTINGS, ...change });

describe('settings', () => {
  it('are usually in order', () => {
    expect(faultOf(USUAL_SETTINGS)).toBeUndefined();
    expect(faultAt(localTime.parse('00:00'), USUAL_SETTINGS)).toBeUndefined();
  });

  it.each([
    ['days before its prompt', { promptDays: 1, digestDays: 2 }, 'digestDays'],
    ['hours before its prompt', { promptDays: 1, promptHour: 19 }, 'digestHour'],
    ['at the hour of its prompt', { promptDays: 1, promptHour: 18 }, 'digestHour'],
  ])('bring no digest %s', (_, change, field) => {
    expect(faultOf(with_(change))?.fields[0]).toBe(field);
  });

  it('may bring prompt and digest on one day, in their order', () => {
    expect(faultOf(with_({ promptDays: 1, promptHour: 17 }))).toBeUndefined();
  });

  it('bring no digest on the day of the meeting that begins before it', () => {
    const onTheDay = with_({ digestDays: 0, digestHour: 12 });
    expect(faultAt(localTime.parse('12:01'), onTheDay)).toBeUndefined();
    for (const early of ['12:00', '09:30']) {
      expect(faultAt(localTime.parse(early), onTheDay)?.why).toContain(early);
    }
  });
});
