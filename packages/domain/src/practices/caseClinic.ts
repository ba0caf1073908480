import { type PracticeShown, practiceId } from '../practice.ts';
import { plansOf } from './plans.ts';

export const caseClinic: PracticeShown = {
  id: practiceId.parse('case-clinic'),
  name: 'Case clinic',
  purpose: 'One of you brings something real and unsolved, and leaves having seen it through other eyes.',
  plans: plansOf([
    {
      name: 'Arrive',
      of60: 5,
      of90: 10,
      how: 'Each says in a sentence or two how you are. Agree whose situation it is today; whoever hosts keeps the time.',
    },
    {
      name: 'The situation',
      of60: 10,
      of90: 12,
      how: 'The one who brings it tells what is going on, what they have tried, and what they would like from you. Everyone else only listens.',
    },
    {
      name: 'Questions',
      of60: 10,
      of90: 15,
      how: 'Ask only what helps you to understand: short questions, and no advice dressed up as one. The answers are short too.',
    },
    {
      name: 'Quiet',
      of60: 3,
      of90: 5,
      how: 'Nobody speaks. Notice what the story does in you: a picture, a feeling, a memory.',
    },
    {
      name: 'What it stirs',
      of60: 12,
      of90: 18,
      how: 'In turn, say what came up in the quiet. The one whose case it is turns away a little, listens, and takes notes.',
    },
    {
      name: 'Ideas',
      of60: 12,
      of90: 18,
      how: 'Talk with each other as if they were not in the room: what might be going on, and what would you try in their place?',
    },
    {
      name: 'The last word',
      of60: 5,
      of90: 7,
      how: 'The one whose case it is turns back and says what was new, and one thing to do next. Nobody answers it.',
    },
    { name: 'Close', of60: 3, of90: 5, how: 'One word each. Thank the one who trusted you with it.' },
  ]),
};
