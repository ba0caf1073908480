import type { ContentOf } from '../draft.ts';
import { thirdMeeting } from './meetings.ts';
import {
  anna,
  asked,
  auckland,
  berlin,
  longWords,
  manyNames,
  type Preview,
  question,
  reader,
  readers,
} from './people.ts';

const { startsAt, zone, place } = thirdMeeting;
const meeting = { startsAt, zone, place };

const garden = {
  id: 'pbuw45dpom2g64tf',
  description: 'The garden in November',
  width: 320,
  height: 213,
};
const unnamed = { id: 'mfzwizltnnswc43z', description: '', width: 240, height: 320 };

const digest: ContentOf<'digest'> = {
  template: 'digest',
  prompt: asked,
  crew: 'Dolphins',
  questions: [question],
  answers: [
    {
      name: 'Anna',
      words:
        'An hour without the phone, each morning. I managed it twice last week and both days were better.\n\nIf one of you wants to do the same, write to me and we start on Monday.',
    },
    {
      name: 'Caro',
      words:
        'Somebody to read the first pages of my application:\n\n- is it honest?\n- is it too long?\n- would you read on?',
    },
    {
      name: 'Ben',
      words: 'I did call my brother after all. It took four minutes and ten years.',
      late: ['What have you been putting off?'],
    },
  ],
  readers,
};

const withPhotos: ContentOf<'digest'> = {
  ...digest,
  meeting,
  answers: [
    {
      name: 'Ewa',
      words: 'A dry weekend. There is so much to bring in before the frost, and I would like company.',
      photos: [garden, unnamed],
      unshown: 2,
    },
    { name: 'Dev', words: '', photos: [{ ...unnamed, id: 'mfzwizltnnswc432' }] },
    { name: 'Caro', words: 'Sleep.', unshown: 1 },
  ],
};

const note: ContentOf<'note'> = {
  template: 'note',
  crew: 'Dolphins',
  prompt: asked,
  about: `Dolphins: ${question}`,
  from: 'Caro',
  words: 'I am ten minutes late on Thursday, the bus is full.\n\nEwa, I would love to help with the garden.',
  readers,
  depth: 1,
};

/** What came back, and what was said about it. */
export const answering: readonly Preview[] = [
  { name: 'digest', content: digest, recipient: anna },
  { name: 'digest-meeting', content: { ...digest, meeting }, recipient: berlin },
  { name: 'digest-photos', content: withPhotos, recipient: auckland },
  {
    name: 'digest-only-late',
    content: {
      ...digest,
      answers: [
        {
          name: 'Dev',
          words: 'Sorry, I was on the road. The garden, mostly. It can’t wait for spring.',
          late: ['What have you been putting off?'],
        },
      ],
      readers: ['Ben', 'Caro', 'Dev'].map(reader),
    },
    recipient: anna,
  },
  {
    name: 'digest-seven',
    content: {
      ...digest,
      answers: ['Anna', ...manyNames].map((name, index) => ({
        name,
        words:
          index === 3
            ? '来週は家族と過ごす時間がほしいです。'
            : index === 2
              ? 'שבוע שקט אחד.'
              : 'One quiet week.',
      })),
      readers: manyNames.map(reader),
    },
    recipient: anna,
  },
  {
    name: 'digest-long',
    content: { ...digest, answers: [{ name: 'Caro', words: longWords(10_000) }] },
    recipient: anna,
  },
  { name: 'note', content: note, recipient: anna },
  {
    name: 'note-photo',
    content: {
      ...note,
      from: 'Ewa',
      words: 'Look what was left.',
      photos: [garden],
      readers: [reader('Ewa')],
    },
    recipient: anna,
  },
];
