import type { Log } from '@crewtide/flows';
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
