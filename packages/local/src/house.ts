import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { base32, instantFromMilliseconds } from '@crewtide/domain';
import { render } from '@crewtide/emails';
import {
  type Authenticator,
  type Clock,
  type Deps,
  type Log,
  type MailSettings,
  StoreFault,
} from '@crewtide/flows';
import {
  type AcceptedJournal,
  createTokens,
  hostKeySecretOf,
  openAcceptedJournal,
  type SigningKeys,
} from '@crewtide/mailer';
import { developPicture } from '@crewtide/pictures';
import { read, readAnswers, readChange } from '@crewtide/reading';
import { createClient, createStore, ensureTable, type StoreSettings } from '@crewtide/store';
import type { EndableCarrier } from './endableCarrier.ts';
import { type DataDirectory, dataDirectoryAt } from './engine/dataDirectory.ts';
import { openEngine } from './engine/engine.ts';
import { lockDataDirectory } from './engine/lock.ts';
import { openOrClose } from './houseClosing.ts';
import type { Provider } from './provider.ts';
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
  readonly carrier: (journal: AcceptedJournal) => EndableCarrier;
  /** Absent where mail comes in by SMTP alone. */
  readonly provider?: Provider | undefined;
  readonly authenticate: Authenticator;
  readonly wake: () => void;
  /** The embedded store ended by itself. */
  readonly onStoreLost: (fault: Error) => void;
}

export interface House {
  readonly deps: Deps;
  readonly store: StoreSettings;
  /** The letters on their way end; later ones are told to come again. */
  endSending(): Promise<void>;
  /** Ends the letters on their way, then stops the store. */
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => instantFromMilliseconds(Date.now()) };

/**
 * Everything that the flows need, on one machine, in one data directory.
 * @throws Error that says what is in its way; nothing is left open then.
 */
export const openHouse = (options: HouseOptions): Promise<House> =>
  openOrClose(async (closing) => {
    const directory = dataDirectoryAt(options.dataDir);
    const engine = await openStoreEngine(options, directory);
    closing.add(engine.close);
    const client = createClient({ endpoint: engine.endpoint, region: options.region });
    closing.add(() => client.destroy());
    const store: StoreSettings = {
      client,
      table: options.table,
      shards: options.shards,
      oldShards: options.shardsBefore,
      clock: options.clock,
    };
    await ensureTable(client, options.table).catch(cantBeUsed(options));
    const journal = openAcceptedJournal(join(directory.root, 'accepted.journal'));
    closing.add(journal.close);
    const carrier = options.carrier(journal);
    closing.add(() => carrier.close());
    const deps: Deps = {
      store: createStore(store),
      rawMail: await openRawMail(directory.rawMail, options.log),
      read,
      authenticate: options.authenticate,
      ...(options.provider && { inbox: options.provider.inbox }),
      readAnswers: async (...reply) => readAnswers(...reply),
      readChange: async (...words) => readChange(...words),
      developPicture,
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
    return { deps, store, endSending: () => carrier.close(), close: closing.run };
  });

/** The data directory is locked in either case: the raw mail lies there. */
async function openStoreEngine(options: HouseOptions, directory: DataDirectory) {
  if (options.dynamodbEndpoint === undefined) {
    return openEngine({ dataDir: options.dataDir, log: options.log, onExit: options.onStoreLost });
  }
  const lock = lockDataDirectory(directory);
  return { endpoint: options.dynamodbEndpoint, close: async () => lock.release() };
}

const cantBeUsed =
  ({ dynamodbEndpoint, table }: HouseOptions) =>
  (fault: unknown): never => {
    const where = dynamodbEndpoint === undefined ? 'the embedded store' : 'the store at DYNAMODB_ENDPOINT';
    const why = fault instanceof StoreFault ? fault.message : 'unknown fault';
    throw new Error(`${where} can't be used for the table ${table} (${why})`, { cause: fault });
  };
