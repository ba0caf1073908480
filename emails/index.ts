export { previews } from './previews.ts';
export { render } from './render.ts';
