import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const appreciationRound: PracticeShown = {
  id: practiceId.parse('appreciation-round'),
  name: 'Appreciation round',
  purpose: 'You tell each other what you have seen and valued in one another, and practise taking it in.',
  plans: plansOf([
    {
      name: 'Arrive',
      of60: 5,
      of90: 8,
      how: 'Each says in a sentence how you are. Take a breath together; there is nothing to get right today.',
    },
    {
      name: 'Remember',
      of60: 8,
      of90: 10,
      how: 'In silence, write a line or two about each of the others: something that they did or said, and what it meant to you.',
    },
    {
      name: 'Give and receive',
      of60: 35,
      of90: 52,
      how: 'Divide the time equally. One after another you receive: the others tell you what they wrote, and you say nothing but thank you.',
    },
    {
      name: 'Keep',
      of60: 3,
      of90: 5,
      how: 'Nobody speaks. Write down one sentence that you heard and would like to keep.',
    },
    {
      name: 'What it was like',
      of60: 6,
      of90: 10,
      how: 'In turn: what was easy to hear, and what was harder to take in? Nobody answers.',
    },
    { name: 'Close', of60: 3, of90: 5, how: 'One word each for how you leave.' },
  ]),
};
