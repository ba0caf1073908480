import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import type { DataDirectory } from './dataDirectory.ts';

export const HOST = '127.0.0.1';

/**
 * Whether the engine that writes this directory's log took the port and answers there. Its log alone says that
 * the port became its own: another server, even another engine, may answer.
 */
export async function isServing(directory: DataDirectory, port: number, version: string): Promise<boolean> {
  return (await said(directory)).includes(` http://${HOST}:${port}\n`) && (await versionAt(port)) === version;
}

/** What the engine wrote since it was started. */
export const said = (directory: DataDirectory): Promise<string> =>
  readFile(directory.engineLog, 'utf8').catch(() => '');

function versionAt(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: HOST, port, agent: false, timeout: 1000 }, (response) => {
      response.resume();
      const version = response.headers['x-dynoxide-version'];
      resolve(typeof version === 'string' ? version : undefined);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}
