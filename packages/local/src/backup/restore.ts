import type { Log } from '@crewtide/flows';
import { contentsInWords, runCommand } from './commandLine.ts';
import { type BackupRestored, restoreBackup } from './restoreBackup.ts';

const tell = (event: string): void => void process.stderr.write(`${event}\n`);
const log: Log = { info: tell, warn: tell, error: tell };

await runCommand({
  usage: 'npm run restore -- --from PATH [--data-dir .crewtide] [--force] [--json]',
  path: 'from',
  run: ({ path, dataDir, force }) => restoreBackup({ from: path, dataDir, force, log }),
  tell: (restored: BackupRestored) =>
    [
      `restored into ${restored.dataDir}: the state of ${restored.madeAt}`,
      contentsInWords(restored),
      'Replies that came since are not in it. Letters that left since may leave once more.',
      'Who was forgotten since is back: repeat every "forget me" since then.',
    ].join('\n'),
});
