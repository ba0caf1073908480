import { describe, expect, it } from 'vitest';
import { hoursBefore } from './hours.ts';
import { faultOf, type Settings, settings, USUAL_SETTINGS } from './settings.ts';
import { instantAt, localDateTime, timeZone } from './time.ts';

const with_ = (change: Partial<Settings>): Settings => settings.parse({ ...USUAL_SETTINGS, ...change });

describe('settings', () => {
  it('are usually in order', () => {
    expect(faultOf(USUAL_SETTINGS)).toBeUndefined();
  });

  it.each([
    { promptDays: 2, digestDays: 2 },
    { promptHour: 19 },
    { digestHour: 8 },
    { promptDays: 6, digestDays: 5, digestHour: 8 },
  ])('bring no digest that might come before a prompt: %o', (change) => {
    expect(faultOf(with_(change))?.fields).toContain('digestDays');
  });

  it.each([{ promptHour: 17 }, { digestHour: 10 }, { promptDays: 6, digestDays: 5 }])(
    'may be so near: %o',
    (change) => {
      expect(faultOf(with_(change))).toBeUndefined();
    },
  );

  it('keep their word in all zones: the last prompt comes before the digest', () => {
    const zones = Intl.supportedValuesOf('timeZone').map((zone) => timeZone.parse(zone));
    const edge = with_({ promptHour: 17 });
    for (const crew of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Lisbon'] as const) {
      for (const time of ['00:00', '12:00', '23:59']) {
        const zone = timeZone.parse(crew);
        const start = instantAt(localDateTime.parse(`2026-12-15T${time}`), zone);
        const digest = instantAt(hoursBefore(start, zone, edge.digestDays, edge.digestHour), zone);
        for (const own of zones) {
          expect(instantAt(hoursBefore(start, own, edge.promptDays, edge.promptHour), own) < digest).toBe(
            true,
          );
        }
      }
    }
  });
});
