import { instantFromMilliseconds } from '@crewtide/domain';
import { contentsInWords, runCommand } from './commandLine.ts';
import { type BackupMade, makeBackup } from './makeBackup.ts';

await runCommand({
  usage: 'npm run backup -- --to PATH [--data-dir .crewtide] [--json]',
  path: 'to',
  run: ({ path, dataDir }) => makeBackup({ dataDir, to: path, now: instantFromMilliseconds(Date.now()) }),
  tell: (made: BackupMade) =>
    [
      `backup made: ${made.to}`,
      contentsInWords(made),
      `It holds members' private words. Only your account can read it; keep it that way, and delete it by ${made.deleteBy.slice(0, 10)}.`,
      'SIGNING_KEYS and other settings are not in it: keep them apart, or replies to letters already sent lose their token.',
    ].join('\n'),
});
