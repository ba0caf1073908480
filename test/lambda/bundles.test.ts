import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundleParts, partsOf } from './bundleParts.ts';
import { type Bundles, bundles, FUNCTIONS, type FunctionName } from './bundles.ts';

const parts = new Map<FunctionName, BundleParts>();
let built: Bundles;

beforeAll(async () => {
  built = await bundles();
  for (const name of FUNCTIONS) parts.set(name, partsOf(built.of(name).metafile));
}, 120_000);
afterAll(() => built.remove());

const within = (where: 'atStart' | 'anywhere', what: string): readonly FunctionName[] =>
  FUNCTIONS.filter((name) => parts.get(name)?.[where].has(what));

describe('the functions’ bundles', () => {
  it.each(['react', 'react-dom', 'react-email'])(
    'render with %s where letters leave, and later for a page',
    (what) => {
      expect(within('atStart', what)).toEqual(['send']);
      expect(within('anywhere', what)).toEqual(['api', 'send']);
    },
  );

  it.each(['mailauth', 'postal-mime', 'chrono-node'])(
    'read mail with %s where it comes in, and later where it is released',
    (what) => {
      expect(within('atStart', what)).toEqual(['receive']);
      expect(within('anywhere', what)).toEqual(['api', 'receive']);
    },
  );

  it('call Resend where letters leave and mail is fetched', () => {
    expect(within('anywhere', 'resend')).toEqual(['sweep', 'send', 'receive']);
  });

  it('reach raw mail where it is decided', () => {
    expect(within('anywhere', '@aws-sdk/client-s3')).toEqual(['api', 'tick', 'work', 'receive']);
  });

  it('hold nothing of a house on one machine', () => {
    for (const what of [
      'nodemailer',
      'smtp-server',
      'pino',
      '@hono/node-server',
      'packages/local/src/house.ts',
    ]) {
      expect(within('anywhere', what)).toEqual([]);
    }
  });

  it('hold zod’s words in English alone, and no pretty printing', () => {
    expect(within('anywhere', 'prettier')).toEqual([]);
    const locales = FUNCTIONS.flatMap((name) =>
      [...(parts.get(name)?.anywhere ?? [])].filter((input) => /zod\/v4\/locales\/(?!en|index)/.test(input)),
    );
    expect(locales).toEqual([]);
    expect(within('anywhere', 'zod')).toEqual(FUNCTIONS);
  });

  it('evaluate little when they start', () => {
    const kilobytes = Object.fromEntries(
      FUNCTIONS.map((name) => [name, Math.round((parts.get(name)?.bytesAtStart ?? 0) / 1000)]),
    );
    expect(kilobytes).toMatchObject({});
  });
});
