import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { base32, instantFromMilliseconds } from '@crewtide/domain';
import { render } from '@crewtide/emails';
import type { Carrier, Clock, Deps, Log, MailSettings } from '@crewtide/flows';
import { type AcceptedJournal, createTokens, openAcceptedJournal, type SigningKeys } from '@crewtide/mailer';
import { read } from '@crewtide/reading';
import { createClient, createStore, ensureTable, type StoreSettings } from '@crewtide/store';
import { type DataDirectory, dataDirectoryAt } from './engine/dataDirectory.ts';
import { openEngine } from './engine/engine.ts';
import { lockDataDirectory } from './engine/lock.ts';
import { openRawMail } from './rawMail/rawMail.ts';

export interface HouseOptions {
  readonly dataDir: string;
  /** Another DynamoDB than the embedded engine. */
  readonly dynamodbEndpoint?: string | undefined;
  readonly table: string;
  readonly region: string;
  readonly shards: number;
  readonly shardsBefore?: number | undefined;
  readonly signingKeys: SigningKeys;
  readonly mail: MailSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly carrier: (journal: AcceptedJournal) => Carrier & { close(): Promise<void> };
  readonly wake: () => void;
  /** The embedded store ended by itself. */
  readonly onStoreLost: (fault: Error) => void;
}

export interface House {
  readonly deps: Deps;
  readonly store: StoreSettings;
  /** Ends the letters on their way, then stops the store. */
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => instantFromMilliseconds(Date.now()) };

/** Everything that the flows need, on one machine, in one data directory. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const directory = dataDirectoryAt(options.dataDir);
  const engine = await openStoreEngine(options, directory);
  try {
    const client = createClient({ endpoint: engine.endpoint, region: options.region });
    const store: StoreSettings = {
      client,
      table: options.table,
      shards: options.shards,
      oldShards: options.shardsBefore,
      clock: options.clock,
    };
    await ensureTable(client, options.table);
    const journal = openAcceptedJournal(join(directory.root, 'accepted.journal'));
    const carrier = options.carrier(journal);
    const deps: Deps = {
      store: createStore(store),
      rawMail: await openRawMail(directory.rawMail, options.log),
      read,
      render,
      carrier,
      tokens: createTokens(options.signingKeys),
      clock: options.clock,
      ids: { fresh: () => base32(randomBytes(10)) },
      log: options.log,
      mail: options.mail,
      hostKeySecret: hostKeySecretOf(options.signingKeys),
      worker: base32(randomBytes(10)),
      wake: options.wake,
    };
    return {
      deps,
      store,
      async close() {
        await carrier.close();
        journal.close();
        client.destroy();
        await engine.close();
      },
    };
  } catch (fault) {
    await engine.close();
    throw fault;
  }
}

/** The data directory is locked in either case: the raw mail lies there. */
async function openStoreEngine(options: HouseOptions, directory: DataDirectory) {
  if (options.dynamodbEndpoint === undefined) {
    return openEngine({ dataDir: options.dataDir, log: options.log, onExit: options.onStoreLost });
  }
  const lock = lockDataDirectory(directory);
  return { endpoint: options.dynamodbEndpoint, close: async () => lock.release() };
}

/** The oldest signing key stays when another begins to sign, and so do the keys derived from it. */
const hostKeySecretOf = (keys: SigningKeys): Uint8Array =>
  createHmac('sha256', keys.at(-1)?.secret ?? keys[0].secret)
    .update('host keys')
    .digest();
