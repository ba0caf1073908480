import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const learningCircle: PracticeShown = {
  id: practiceId.parse('learning-circle'),
  name: 'Learning circle',
  purpose: 'One of you shares something that you know or wonder about, and all of you try it out together.',
  plans: plansOf([
    { name: 'Arrive', of60: 5, of90: 8, how: 'Each says in a sentence how you are today.' },
    {
      name: 'What we know',
      of60: 5,
      of90: 7,
      how: 'In turn: what do you know about the subject already, and what would you like to find out?',
    },
    {
      name: 'Something new',
      of60: 12,
      of90: 18,
      how: 'The one who prepared it tells or shows it as you would to friends. Questions wait until the end.',
    },
    {
      name: 'Try it',
      of60: 18,
      of90: 27,
      how: 'Do something with it yourselves, alone, in pairs or all together: an exercise, an example of your own, a first attempt.',
    },
    {
      name: 'Compare',
      of60: 12,
      of90: 18,
      how: 'Tell each other what happened, what surprised you and what does not fit. The one who prepared it learns as well.',
    },
    {
      name: 'Take with you',
      of60: 5,
      of90: 7,
      how: 'Everyone writes down one thing to use or to look up, and reads it out.',
    },
    {
      name: 'Close',
      of60: 3,
      of90: 5,
      how: 'Say thank you. Agree who brings something next time, and what.',
    },
  ]),
};
