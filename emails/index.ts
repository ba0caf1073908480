export { keepsakePage } from './keepsakePage.tsx';
export { type Preview, previews } from './previews.ts';
export { render } from './render.ts';
