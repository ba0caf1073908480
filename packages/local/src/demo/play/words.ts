/** What the people of the story write. */
export const WORDS = {
  ana: 'The garden club said yes to the shared shed. I would like twenty minutes for what comes next.',
  olena: 'My brother called, for the first time in a year.\n\nNothing else needed.',
  joao: 'I finished the translation and need somebody to read its last chapter.',
  running: 'My train is late: I will be there ten minutes after you begin.',
  late: 'Back from the coast. I would like to hear how you all sleep.',
  move: 'move to Thursday 20:00',
  anaAgain: 'Time for my letter to the council.',
  joaoAgain: 'Nothing from me, I come to listen.',
  mykolaAgain: 'I would like to talk about moving house.',
  mykolaHosts: 'I host for the first time, be kind.',
  outOfOffice: 'I am away until the end of the month and read no mail.',
  rui: 'The beans came up. I will plant a fig tree.',
  sofia: 'A choir of neighbours grew. I will plant patience.',
  clara: 'My mother is home again. I will plant nothing and rest.',
  place: 'We meet at the old mill',
  swap: 'swap with Clara',
  dmytro: 'The roof is done. I will plant a nut tree.',
} as const;

/** What they answer to a review; every no is one that nobody may read. */
export const REVIEWS = {
  ana: '1. That we begin in silence.\n2. Fewer questions in the letters.\n3. Yes, gladly.\n4. A walk instead of a call, once.\n5. no',
  olena: 'The case about the shed.\n\nStarting on time.\n\nYes\n\nOpen space\n\nNo',
  joao: 'I loved how you listened. The evenings were too long for me. Count me in!\n\nJoão',
  mykola: '1. The honesty.\n2. Nothing.\n3. No, my evenings are full now.\n5. yes',
  iryna: '1. Meeting by the moon.\n3. yes\n4. A meal together.',
  rui: 'I liked the goals round best. I would love to go on.',
  sofia: 'If the others go on, yes.',
  sofiaAgain: 'I still cannot say.',
  dmytro: '3: no, my hands are full with the roof',
} as const;

/** Of these no letter may hold a word. */
export const UNTOLD = [
  'my evenings are full',
  'my hands are full',
  'If the others go on',
  'I still cannot say',
  'Count me in',
];
