import { REVIEW_QUESTIONS } from '@crewtide/domain';
import type { ContentOf } from '../draft.ts';
import {
  anna,
  at,
  auckland,
  berlin,
  lisbon,
  type Preview,
  question,
  readers,
  season,
  withKeepsake,
} from './people.ts';

const crew = 'Dolphins';
const outcomeAt = at('2026-12-25T18:00');

const review: ContentOf<'review'> = {
  template: 'review',
  season,
  crew,
  held: 5,
  questions: [...REVIEW_QUESTIONS],
  outcomeAt,
  answers: [],
};

const complete: ContentOf<'outcome'> = {
  template: 'outcome',
  season,
  crew,
  held: 5,
  liked: [
    'That nobody gave advice, and that I knew by Sunday what I wanted to say on Thursday.',
    'The quiet minutes.\nAnd Ben’s soup.',
  ],
  improve: ['We often began late.'],
  methods: ['A walk instead of a call, once.'],
  result: { name: 'complete' },
  readers,
};

const keepsake: ContentOf<'keepsake'> = {
  template: 'keepsake',
  season,
  crew,
  from: '2026-11-19',
  to: '2026-12-17',
  parts: [
    {
      at: at('2026-11-19T19:30'),
      questions: ['What brings you here?'],
      answers: [
        { name: 'Anna', words: 'I want to be asked how I am by people who wait for the answer.' },
        { name: 'Caro', words: 'Ben asked me three times.' },
      ],
    },
    {
      at: at('2026-11-26T19:30'),
      questions: [question, 'What are you proud of?'],
      answers: [
        {
          name: 'Ewa',
          words: '1. A dry weekend.\n\n2. The garden, as ever. It carried us through the year.',
          unshown: 2,
        },
        { name: 'Ben', words: 'I did call my brother after all.' },
      ],
    },
  ],
};

/** How a season ends. */
export const ending: readonly Preview[] = [
  { name: 'review', content: review, recipient: anna },
  {
    name: 'review-late-answers',
    content: {
      ...review,
      answers: [{ name: 'Dev', words: 'The night train and a book.', late: [question] }],
    },
    recipient: auckland,
  },
  { name: 'go-on', content: { template: 'go-on', season, crew, outcomeAt }, recipient: anna },
  { name: 'outcome-complete', content: complete, recipient: withKeepsake(anna) },
  {
    name: 'outcome-goes-on',
    content: {
      ...complete,
      methods: [],
      result: { name: 'goes-on', with: ['Ben', 'Caro'], first: at('2027-01-07T19:30'), zone: lisbon },
      readers: readers.slice(0, 2),
    },
    recipient: withKeepsake(berlin),
  },
  {
    name: 'outcome-quiet',
    content: { ...complete, held: 1, liked: [], improve: [], methods: [], readers: [] },
    recipient: withKeepsake(anna),
  },
  { name: 'keepsake', content: keepsake, recipient: withKeepsake(anna) },
  {
    name: 'keepsake-shortened',
    content: { ...keepsake, shortened: true },
    recipient: withKeepsake(auckland),
  },
];
