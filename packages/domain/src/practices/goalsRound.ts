import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const goalsRound: PracticeShown = {
  id: practiceId.parse('goals-round'),
  name: 'Goals round',
  purpose:
    'Each of you says what you are up to, how it has gone, and what you will do before you meet again.',
  plans: plansOf([
    {
      name: 'Arrive',
      of60: 5,
      of90: 8,
      how: 'Each says in a sentence how you are today. Whoever hosts keeps the time.',
    },
    {
      name: 'Look back',
      of60: 5,
      of90: 7,
      how: 'Everyone writes, in silence: what did I mean to do, what came of it, what got in the way? Whatever came of it is fine.',
    },
    {
      name: 'Turns',
      of60: 35,
      of90: 55,
      how: 'Divide the time equally. Each takes a turn: tell what came of it and where you are stuck; the others ask questions, and offer ideas only when you want them.',
    },
    {
      name: 'What comes next',
      of60: 10,
      of90: 12,
      how: 'Each writes down one goal, small enough to be done before the next meeting, and reads it out. Say also who could help.',
    },
    {
      name: 'Close',
      of60: 5,
      of90: 8,
      how: 'In one sentence each: what gives you energy for it? Agree who, if anybody, should ask you how it goes.',
    },
  ]),
};
