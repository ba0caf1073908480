import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const openSpace: PracticeShown = {
  id: practiceId.parse('open-space'),
  name: 'Open space',
  purpose: 'You make the agenda on the spot, out of what matters to you today.',
  plans: plansOf([
    { name: 'Arrive', of60: 5, of90: 8, how: 'Each says in a sentence what has your attention today.' },
    {
      name: 'Collect',
      of60: 8,
      of90: 10,
      how: 'Everyone writes down what you would like to talk about, each as a title of a few words: a question, an offer, a wish. Read them out with one sentence each.',
    },
    {
      name: 'Choose',
      of60: 5,
      of90: 6,
      how: 'Each gives three votes, also several to one title. Join what belongs together and take the two that have most.',
    },
    {
      name: 'First talk',
      of60: 17,
      of90: 25,
      how: 'Whoever named the title opens it and says what would help. Talk freely; the host sees to it that everyone gets a word in.',
    },
    { name: 'Pause', of90: 5, how: 'Stand up, open a window, get some water.' },
    {
      name: 'Second talk',
      of60: 17,
      of90: 25,
      how: 'The same with the second title. If the first is not done and all of you want to, stay with it.',
    },
    {
      name: 'Harvest',
      of60: 5,
      of90: 7,
      how: 'In turn: what do you take with you, and will you do something about it? Keep what was not talked about for another time.',
    },
    { name: 'Close', of60: 3, of90: 4, how: 'One word each for how you leave.' },
  ]),
};
