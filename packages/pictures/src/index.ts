export { developPicture } from './developPicture.ts';
