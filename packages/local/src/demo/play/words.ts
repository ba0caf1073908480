/** What the people of the story write. */
export const WORDS = {
  ana: 'The garden club said yes to the shared shed.\n\nA second pair of hands on Saturday morning.',
  bilal: 'My brother called, for the first time in a year. Nothing else needed, just tell me how you are.',
  chloe: 'I finished the translation.\n\nSomeone to read the last chapter with me.',
  esi: 'Back from the coast. I slept nine hours, which went well.',
  bilalNext: 'Time for my letter to the council, twenty minutes.',
  outOfOffice: 'I am away until the end of the week and read no mail.',
  nextQuestion: 'Who would like time when we meet?',
} as const;
