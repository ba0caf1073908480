import { open, rm } from 'node:fs/promises';
import { congregationId } from '@crewtide/domain';
import { exportCongregation, MovingRefused } from '@crewtide/flows';
import { PLACE_USAGE, runMoving } from './commandLine.ts';

const PRIVATE = 0o600;

await runMoving({
  usage: `npm run export -- --congregation ID --to FILE ${PLACE_USAGE}`,
  file: 'to',
  async run({ deps }, { congregation: asked, file }) {
    const congregation = congregationId.safeParse(asked);
    if (!congregation.success) throw new MovingRefused('--congregation is missing, or is no id');
    if ((await deps.rawMail.undecided(1)).length > 0) {
      throw new MovingRefused(
        'mail has come in that is not decided yet: start Crewtide, wait a minute, stop it and try again',
      );
    }
    // Never over what is there; a file that isn't whole lacks its end, and is refused.
    const writing = await open(file, 'wx', PRIVATE);
    let lines = 0;
    try {
      for await (const line of exportCongregation(deps, congregation.data)) {
        await writing.write(`${line}\n`);
        lines += 1;
      }
      await writing.sync();
    } catch (fault) {
      await rm(file, { force: true });
      throw fault;
    } finally {
      await writing.close();
    }
    return { congregation: congregation.data, file, lines };
  },
  tell: ({ congregation, file, lines }) =>
    [
      `congregation ${congregation}: ${lines} lines in ${file}`,
      "It holds members' private words. Only your account can read it; delete it when the congregation has arrived.",
      'From now on it lives where it is imported: do not start it here again, or everybody gets two of each letter.',
    ].join('\n'),
});
