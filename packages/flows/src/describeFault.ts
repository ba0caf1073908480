import { type LogFields, ProviderFault, StoreFault } from './ports.ts';

const FRAMES = 6;

/** A fault without what it says, which can be anybody's words; a StoreFault's and a ProviderFault's are our own. */
export function describeFault(fault: unknown): LogFields {
  if (fault instanceof StoreFault || fault instanceof ProviderFault)
    return { fault: fault.name, message: fault.message };
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
