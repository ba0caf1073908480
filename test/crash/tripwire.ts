import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Kills this process with SIGKILL just before or just after its n-th effect: every write to and read from a socket (store
 * requests, SMTP commands and replies, HTTP), every file that is written or renamed. To be armed before anything is imported
 * that uses them.
 */
export function armTripwire({ at, when }: { readonly at: number; readonly when: 'before' | 'after' }): void {
  let effects = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  const counted = <F extends (...args: never[]) => unknown>(effect: F): F =>
    new Proxy(effect, {
      apply(target, self, args) {
        effects += 1;
        const isTheOne = effects === at;
        if (isTheOne && when === 'before') die();
        const result: unknown = Reflect.apply(target, self, args);
        if (isTheOne) die();
        return result;
      },
    });
  net.Socket.prototype.write = counted(net.Socket.prototype.write);
  net.Socket.prototype.push = counted(net.Socket.prototype.push);
  fs.writeSync = counted(fs.writeSync);
  fsPromises.rename = counted(fsPromises.rename);
  fsPromises.open = counted(fsPromises.open);
  syncBuiltinESMExports();
}
