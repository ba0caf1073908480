import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { Log, LogFields } from '@crewtide/flows';

/** A line holds the event and its fields, and of the function's surroundings only what finds its other lines. */
class Lines extends LogFormatter {
  formatAttributes(base: UnformattedAttributes, { fields }: LogAttributes): LogItem {
    const { logLevel, timestamp, xRayTraceId, message } = base;
    return new LogItem({
      attributes: {
        level: logLevel,
        timestamp: this.formatTimestamp(timestamp),
        event: message,
        trace: xRayTraceId,
        ...(typeof fields === 'object' && fields),
      },
    });
  }
}

/**
 * JSON lines for CloudWatch; what may stand in them is the callers' duty (flows' Log). `onError` hears of each line that is an
 * error, to count it.
 */
export function createCloudLog(onError: () => void = () => undefined): Log {
  const logger = new Logger({ logFormatter: new Lines() });
  // Powertools drops fields that have a name of its own, such as `message`, unless they are inside of another.
  const inside = (fields: LogFields = {}) => ({ fields });
  return {
    info: (event, fields) => logger.info(event, inside(fields)),
    warn: (event, fields) => logger.warn(event, inside(fields)),
    error(event, fields) {
      logger.error(event, inside(fields));
      onError();
    },
  };
}
