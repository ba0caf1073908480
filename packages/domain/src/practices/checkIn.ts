import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const checkIn: PracticeShown = {
  id: practiceId.parse('check-in'),
  name: 'Check-in',
  purpose: 'Time for each of you to say how life is, and to be heard without being fixed.',
  plans: plansOf([
    {
      name: 'Land',
      of60: 5,
      of90: 5,
      how: 'Sit in silence for a minute. Then agree who begins; whoever hosts keeps the time.',
    },
    {
      name: 'First round',
      of60: 30,
      of90: 48,
      how: 'Divide the time equally. Each tells how life is right now, while the others listen without a word. Where it gets quiet, let it be quiet.',
    },
    { name: 'Pause', of90: 5, how: 'Stand up, open a window, get some water.' },
    {
      name: 'Second round',
      of60: 15,
      of90: 20,
      how: 'In turn: what stays with you of what you heard? If you want something, ask for it now: an ear, an idea, a call next week.',
    },
    {
      name: 'Offers',
      of60: 5,
      of90: 7,
      how: 'Who can give what was asked for? Offer only what you will gladly do.',
    },
    { name: 'Close', of60: 5, of90: 5, how: 'In one sentence each: how do you leave?' },
  ]),
};
