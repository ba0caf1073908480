import { createS3Client, createS3RawMail } from '@crewtide/cloud';
import { type Hosting, type Log, MovingRefused } from '@crewtide/flows';
import { createTokens, hostKeySecretOf, parseSigningKeys, SIGNING_KEYS_WANTED } from '@crewtide/mailer';
import { createClient, createStore, ensureTable } from '@crewtide/store';
import { dataDirectoryAt } from '../engine/dataDirectory.ts';
import { openEngine } from '../engine/engine.ts';
import { systemClock } from '../house.ts';
import { type Closing, openOrClose } from '../houseClosing.ts';
import { openRawMail } from '../rawMail/rawMail.ts';

/** Where a congregation leaves from or arrives: a data directory that nobody uses, or a table and a bucket of AWS. */
export type PlaceOptions =
  | { readonly at: 'data-directory'; readonly dataDir: string }
  | { readonly at: 'cloud'; readonly table: string; readonly bucket: string; readonly region: string };

type Moving = Pick<Hosting, 'store' | 'rawMail' | 'clock' | 'tokens' | 'hostKeySecret'>;

export interface Place {
  readonly deps: Moving;
  close(): Promise<void>;
}

const SHARDS = 2;

/** @throws Error that says what is in its way; nothing is left open then. */
export const openPlace = (options: PlaceOptions, signingKeys: string, log: Log): Promise<Place> =>
  openOrClose(async (closing) => {
    const keys = parseSigningKeys(signingKeys);
    if (keys === undefined) throw new MovingRefused(`SIGNING_KEYS ${SIGNING_KEYS_WANTED}`);
    const kept =
      options.at === 'cloud' ? inTheCloud(options, closing, log) : await inDirectory(options, closing, log);
    return {
      deps: {
        ...kept,
        clock: systemClock,
        tokens: createTokens(keys),
        hostKeySecret: hostKeySecretOf(keys),
      },
      close: closing.run,
    };
  });

type Kept = Pick<Moving, 'store' | 'rawMail'>;

function inTheCloud(
  { table, bucket, region }: Extract<PlaceOptions, { at: 'cloud' }>,
  closing: Closing,
  log: Log,
): Kept {
  const client = createClient({ region });
  closing.add(() => client.destroy());
  const s3 = createS3Client();
  closing.add(() => s3.destroy());
  return {
    store: createStore({ client, table, shards: SHARDS, clock: systemClock }),
    rawMail: createS3RawMail({ client: s3, bucket, clock: systemClock, log }),
  };
}

async function inDirectory(
  { dataDir }: Extract<PlaceOptions, { at: 'data-directory' }>,
  closing: Closing,
  log: Log,
): Promise<Kept> {
  const engine = await openEngine({ dataDir, log });
  closing.add(engine.close);
  const client = createClient({ endpoint: engine.endpoint, region: 'eu-west-1' });
  closing.add(() => client.destroy());
  const table = 'crewtide';
  await ensureTable(client, table);
  return {
    store: createStore({ client, table, shards: SHARDS, clock: systemClock }),
    rawMail: await openRawMail(dataDirectoryAt(dataDir).rawMail, log),
  };
}
