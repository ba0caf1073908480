import { expect, it } from 'vitest';
import { cursorAt, idAtCursor } from './paging.ts';

it('a cursor leads back to its id, whatever the id holds', () => {
  for (const id of ['self', '2026-11-23T09:00:00.000Z#abc', 'ä#\u{1F41A}']) {
    expect(idAtCursor('audit', cursorAt('audit', id))).toBe(id);
  }
});

it('a cursor of another list, of nothing or written in another way leads nowhere', () => {
  const cursor = cursorAt('crew', 'abc');
  for (const wrong of [
    cursorAt('letter', 'abc'),
    cursorAt('crew', ''),
    `${cursor}=`,
    ` ${cursor}`,
    '',
    '!',
    'Y3Jldw',
  ]) {
    expect(idAtCursor('crew', wrong)).toBeUndefined();
  }
});
