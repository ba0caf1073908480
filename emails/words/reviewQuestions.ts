import type { ReviewQuestion } from '@crewtide/domain';

/** The five questions of a review, as members read them. */
export const REVIEW_WORDS: Readonly<Record<ReviewQuestion, string>> = {
  liked: 'What did you like?',
  improve: 'What could be better?',
  'go-on': 'Would you like to go on with this crew? Yes or no.',
  methods: 'Is there another way of meeting that you would like to try?',
  regroup: 'If it ends here, would you like to be in a new crew? Yes or no.',
};
