import { type MovingLine, movingLine } from '@crewtide/domain';
import type { Tokens } from '../ports.ts';
import { isSealOf, MovingRefused } from './moving.ts';

export type Heading = Extract<MovingLine, { line: 'heading' }>;

export interface Numbered {
  readonly number: number;
  readonly line: MovingLine;
}

/**
 * What is written, line by line.
 * @throws MovingRefused that names the line and where in it, and never what stands there
 */
export async function* numbered(lines: AsyncIterable<string>): AsyncGenerator<Numbered, void> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text === '') continue;
    const read = movingLine.safeParse(jsonOrNothing(text));
    if (!read.success) {
      const where = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ');
      throw new MovingRefused(`line ${number} can't be read (${where || 'not JSON'})`);
    }
    yield { number, line: read.data };
  }
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const unexpected = (number: number): MovingRefused =>
  new MovingRefused(`line ${number} doesn't belong there: this is not what an export writes`);

export const ofAnother = (number: number): MovingRefused =>
  new MovingRefused(`line ${number} is of another congregation`);

/** The first line, of a house with the same signing keys. */
export async function headingIn(tokens: Tokens, incoming: AsyncGenerator<Numbered, void>): Promise<Heading> {
  const first = (await incoming.next()).value?.line;
  if (first?.line !== 'heading')
    throw new MovingRefused('the heading is missing: this is no exported congregation');
  const seal = tokens.read(first.seal);
  if (seal.found !== 'claim' || !isSealOf(seal.claim, first.congregation)) {
    throw new MovingRefused(
      'it was written under other SIGNING_KEYS: bring them along, or no reply to a letter that has left would be known',
    );
  }
  if (first.hostKeys.some(({ congregation }) => congregation !== first.congregation)) throw ofAnother(1);
  return first;
}
