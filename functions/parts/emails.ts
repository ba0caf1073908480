export { keepsakePage } from '@crewtide/emails';
