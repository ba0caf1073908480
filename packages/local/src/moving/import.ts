import { open } from 'node:fs/promises';
import { importCongregation } from '@crewtide/flows';
import { PLACE_USAGE, runMoving } from './commandLine.ts';

await runMoving({
  usage: `npm run import -- --from FILE ${PLACE_USAGE}`,
  file: 'from',
  async run({ deps }, { file }) {
    const reading = await open(file);
    try {
      return await importCongregation(deps, reading.readLines());
    } finally {
      await reading.close();
    }
  },
  tell: ({ congregation, records, rawMail }) =>
    `congregation ${congregation} is here: ${records} records and ${rawMail} messages`,
});
