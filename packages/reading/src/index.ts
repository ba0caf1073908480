export { read } from './read.ts';
export { readAnswers } from './readAnswers.ts';
export { readChange } from './readChange.ts';
