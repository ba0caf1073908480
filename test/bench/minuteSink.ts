import { startSmtpSink } from '../support/smtpSink.ts';
import { type SinkReport, sinkReport } from './minuteMessages.ts';

/** A process that takes mail and keeps none; asked by any message, it reports what it took since it was last asked. */
const sink = await startSmtpSink({ keeps: false });
const seen = new Map<string, SinkReport[number]>();

sink.onMessage(({ envelope }) => {
  const domain = envelope.to[0]?.split('@')[1] ?? '';
  const last = Date.now();
  const { letters, first } = seen.get(domain) ?? { letters: 0, first: last };
  seen.set(domain, { domain, letters: letters + 1, first, last });
});
process.on('message', () => {
  process.send?.(sinkReport.parse([...seen.values()]));
  seen.clear();
});
process.send?.({ port: sink.port });
