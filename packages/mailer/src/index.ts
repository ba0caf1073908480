export * from './acceptedJournal.ts';
export * from './authentication/index.ts';
export { composeMime } from './mime.ts';
export * from './resend/index.ts';
export * from './signingKeys.ts';
export * from './smtpCarrier.ts';
export * from './smtpServer.ts';
export * from './tokens.ts';
