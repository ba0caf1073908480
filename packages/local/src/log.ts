import { type Log, type LogFields, StoreFault } from '@crewtide/flows';
import { pino } from 'pino';

/** Structured lines on standard output; what may stand in them is the callers' duty (flows' Log). */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

const FRAMES = 6;

/** A fault without what it says, which can be anybody's words; a StoreFault's are our own. */
export function describeFault(fault: unknown): LogFields {
  if (fault instanceof StoreFault) return { fault: fault.name, message: fault.message };
  return fault instanceof Error ? { fault: fault.name, at: framesOf(fault) } : { fault: 'not an error' };
}

/** Where it was thrown. V8's stack begins with the name and the message, which are left out. */
function framesOf({ stack = '', message }: Error): string | undefined {
  const endOfHead = message === '' ? '\n' : `: ${message}\n`;
  const end = stack.indexOf(endOfHead);
  if (end < 0 || stack.slice(0, end).includes('\n')) return undefined;
  const frames = stack.slice(end + endOfHead.length).split('\n');
  return frames
    .slice(0, FRAMES)
    .map((frame) => frame.trim())
    .join(', ');
}
