export { read } from './read.ts';
export { readAnswers } from './readAnswers.ts';
