import { describe, expect, test } from 'vitest';
import { crewOf, letterTo, memberNamed, NOW, promptTo, seasonOf } from '../../../test/support/builders.ts';
import { letterIdOf, replyId } from './ids.ts';
import type { LetterContent } from './letterContent.ts';
import { DEEPEST_NOTE, isPassedOn, notesOf, type PassedOn } from './passingOn.ts';
import { later } from './time.ts';

const [ana, bo, cleo] = ['Ana', 'Bo', 'Cleo'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo) throw new Error('three members');
const prompt = promptTo([ana, bo, cleo]);
const readers = [bo, cleo].map(({ id, name }) => ({ member: id, name }));

const digest = {
  template: 'digest',
  prompt: prompt.id,
  crew: 'Tide pool',
  questions: [],
  answers: [],
  readers,
} as const satisfies LetterContent;
const outcome = {
  template: 'outcome',
  season: seasonOf([ana]).id,
  crew: 'Tide pool',
  held: 5,
  liked: [],
  improve: [],
  methods: [],
  result: { name: 'complete' },
  readers,
} as const satisfies LetterContent;
const note = {
  template: 'note',
  crew: 'Tide pool',
  prompt: prompt.id,
  about: 'Tuesday',
  from: 'Bo',
  words: 'Late.',
  readers,
  depth: 3,
} as const satisfies LetterContent;

type Content = Extract<Parameters<typeof notesOf>[0]['letter']['content'], LetterContent>;
const passed = (content: Content = digest, change: Partial<PassedOn> = {}): PassedOn => ({
  id: replyId.parse('a'.repeat(16)),
  letter: { ...letterTo(ana, content), content },
  crew: crewOf(ana, bo, cleo),
  from: ana,
  readers: [bo, cleo],
  subject: 'Re: Tuesday',
  words: 'Running late.',
  shown: {},
  now: NOW,
  ...change,
});
const contents = (of: PassedOn) =>
  notesOf(of).map(({ content }) => {
    if (content.template !== 'note') throw new Error('a note');
    return content;
  });

test('the readers of these letters get what was replied', () => {
  expect([digest, note, outcome].map(isPassedOn)).toEqual([true, true, true]);
  expect(isPassedOn({ template: 'welcome', addedBy: 'Hanna' })).toBe(false);
});

describe('a note', () => {
  test('goes to each whom the letter named, in the thread, after her own copy of it', () => {
    const of = passed();
    const notes = notesOf(of);
    expect(notes.map(({ to }) => to)).toEqual([bo.id, cleo.id]);
    for (const letter of notes) {
      expect(letter).toMatchObject({ thread: of.letter.thread, crew: of.crew?.id, slot: `note#${of.id}` });
      expect(letter.follows).toBe(letterIdOf(of.letter.slot, letter.to));
    }
  });

  test('says from whom and about what, and names as readers its writer and who else got it', () => {
    const [toBo] = contents(passed());
    expect(toBo).toEqual({
      template: 'note',
      crew: 'Tide pool',
      prompt: prompt.id,
      about: 'Tuesday',
      from: 'Ana',
      words: 'Running late.',
      readers: [
        { member: ana.id, name: 'Ana' },
        { member: cleo.id, name: 'Cleo' },
      ],
      depth: 1,
    });
  });

  test('about no prompt names none', () => {
    expect(contents(passed(outcome))[0]).not.toHaveProperty('prompt');
    const { prompt: _, ...bare } = note;
    expect(contents(passed(bare))[0]).not.toHaveProperty('prompt');
  });

  test('of two names is one: slot and reader name it', () => {
    expect(notesOf(passed()).map(({ id }) => id)).toEqual(notesOf(passed()).map(({ id }) => id));
  });

  const away = { ...bo, standing: { name: 'left', at: NOW, by: 'stop' } as const };
  test.each<[string, Partial<PassedOn>]>([
    ['has left', { readers: [away, cleo] }],
    ['pauses', { readers: [{ ...bo, standing: { name: 'paused', until: later(NOW, { days: 1 }) } }, cleo] }],
    ['is in the crew no more', { crew: crewOf(ana, cleo) }],
    ['was not named', { readers: [cleo, memberNamed('Dee')], crew: crewOf(ana, cleo, memberNamed('Dee')) }],
  ])('passes over who %s, and does not name her', (_, change) => {
    const notes = notesOf(passed(digest, change));
    expect(notes.map(({ to }) => to)).toEqual([cleo.id]);
    expect(contents(passed(digest, change))[0]?.readers).toEqual([{ member: ana.id, name: 'Ana' }]);
  });

  test('of an outcome reaches whoever it named, whatever crew goes on', () => {
    expect(notesOf(passed(outcome, { crew: undefined })).map(({ to }) => to)).toEqual([bo.id, cleo.id]);
    expect(notesOf(passed(outcome, { crew: undefined }))[0]).not.toHaveProperty('crew');
  });

  test('is written for nobody by who is in the crew no more, or who sent nothing to read', () => {
    expect(notesOf(passed(digest, { crew: crewOf(bo, cleo) }))).toEqual([]);
    expect(notesOf(passed(digest, { words: '', shown: { unshown: 1 } }))).toEqual([]);
  });

  test('does not name its writer, where she takes no part any more', () => {
    const from = { ...ana, standing: away.standing };
    expect(contents(passed(digest, { from }))[0]?.readers).toEqual([{ member: cleo.id, name: 'Cleo' }]);
  });

  test('shows pictures', () => {
    const photos = [{ id: 'b'.repeat(16), description: '', width: 3, height: 2 }];
    expect(contents(passed(digest, { words: '', shown: { photos } }))[0]).toMatchObject({
      words: '',
      photos,
    });
  });

  test('to a note is one deeper, and none goes deeper than eight', () => {
    expect(contents(passed(note))[0]?.depth).toBe(4);
    expect(contents(passed({ ...note, depth: DEEPEST_NOTE - 1 }))[0]?.depth).toBe(DEEPEST_NOTE);
    expect(notesOf(passed({ ...note, depth: DEEPEST_NOTE }))).toEqual([]);
  });

  test.each([
    ['Re: Tuesday', 'Tuesday'],
    ['AW: Re: RE[2]: Tuesday', 'Tuesday'],
    ['回复：Tuesday', 'Tuesday'],
    ['Re:', 'Tide pool'],
    ['', 'Tide pool'],
    ['Re\r\nBcc: all', 'Re  Bcc: all'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('is about the subject, without what replies put before it: %j', (subject, about) => {
    expect(contents(passed(digest, { subject }))[0]?.about).toBe(about);
  });

  test('holds no token and no more words than a letter does', () => {
    const token = `${'abcdefgh2'.repeat(6)}`.slice(0, 48);
    expect(contents(passed(digest, { words: `see ${token}` }))[0]?.words).toBe('see …');
    const words = contents(passed(digest, { words: 'é'.repeat(20_000) }))[0]?.words ?? '';
    expect(words.endsWith(' […]')).toBe(true);
    expect(Buffer.byteLength(words)).toBeLessThan(25_010);
  });
});
