export { keepsakePage } from './keepsakePage.tsx';
export { previews } from './previews.ts';
export { render } from './render.ts';
