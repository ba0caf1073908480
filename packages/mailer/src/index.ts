export * from './acceptedJournal.ts';
export { composeMime, LETTER_HEADER } from './mime.ts';
export * from './smtpCarrier.ts';
export * from './smtpServer.ts';
export * from './tokens.ts';
