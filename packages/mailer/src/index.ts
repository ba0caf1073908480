export * from './acceptedJournal.ts';
export { composeMime } from './mime.ts';
export * from './smtpCarrier.ts';
export * from './smtpServer.ts';
export * from './tokens.ts';
