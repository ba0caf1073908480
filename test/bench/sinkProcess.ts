import { startSmtpSink } from '../support/smtpSink.ts';

const sink = await startSmtpSink();
process.send?.({ port: sink.port });
