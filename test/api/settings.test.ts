import { USUAL_SETTINGS } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { apiHouses, congregationOver, pageIn } from './apiHouse.ts';

const openApi = apiHouses();

async function office() {
  const api = await openApi();
  const willow = await congregationOver(api);
  const path = `${willow.path}/settings`;
  return {
    ...api,
    willow,
    read: () => api.get(path, willow.key),
    change: (json: unknown) => api.call('PATCH', path, { key: willow.key, json }),
  };
}

describe('the settings of a congregation', () => {
  it('are the usual ones until a host changes some, and the rest stay', async () => {
    const { read, change, get, willow } = await office();
    expect(await read()).toMatchObject({ status: 200, body: USUAL_SETTINGS });
    const changed = { ...USUAL_SETTINGS, promptDays: 3, outcomeHour: 12 };
    expect(await change({ promptDays: 3, outcomeHour: 12 })).toMatchObject({ status: 200, body: changed });
    expect(await change({ promptDays: 3 })).toMatchObject({ status: 200, body: changed });
    expect(await change({})).toMatchObject({ status: 200, body: changed });
    expect((await read()).body).toEqual(changed);
    const audit = pageIn(await get(`${willow.path}/audit`, willow.key)).items;
    expect(audit.map(({ did, to }) => [did, to])).toEqual([['change-settings', willow.id]]);
  });

  it.each([
    ['an hour after midnight of the next day', { promptHour: 24 }, '/promptHour'],
    ['half an hour', { digestHour: 18.5 }, '/digestHour'],
    ['a prompt on the eve of the meeting', { promptDays: 1 }, '/promptDays'],
    ['a digest on the day of the meeting', { digestDays: 0 }, '/digestDays'],
    ['a digest a day before its prompt', { digestDays: 3 }, '/digestDays'],
    ['a prompt a day after its digest', { promptDays: 2, digestDays: 3 }, '/digestDays'],
    ['a prompt that far away comes after its digest', { promptHour: 18 }, '/promptHour'],
    ['a digest at the hour of its prompt', { digestDays: 2, digestHour: 9 }, '/digestDays'],
    ['an hour in words', { reviewHour: 'nine' }, '/reviewHour'],
    ['a field that nobody knows', { promptMinute: 5 }, ''],
  ])('refuse %s and say where', async (_, json, pointer) => {
    const { read, change } = await office();
    expect(await change(json)).toMatchObject({
      status: 422,
      body: { errors: [{ detail: expect.any(String), pointer }] },
    });
    expect((await read()).body).toEqual(USUAL_SETTINGS);
  });
});
