import { startWorker } from '@crewtide/local';
import { MORNING, openBenchHouse } from './benchHouse.ts';
import { fillMinute } from './minuteCrews.ts';
import { secondsToCommit, secondsToSend } from './minuteLimits.ts';
import { type HouseReport, houseReport } from './minuteMessages.ts';

/** A process that fills a house with crews that are all due, carries them out, and reports; its argument is the sink's port. */
const port = Number(process.argv[2]);

const house = await openBenchHouse(port);
await fillMinute(house);
const megabytesAtRest = process.memoryUsage().rss / 1e6;
house.at(MORNING);
house.run();
const cpu = process.cpuUsage();
const began = Date.now();
const worker = startWorker({ deps: house.deps, everyMilliseconds: 1000 });
await worker.idle();
const { user, system } = process.cpuUsage(cpu);
const megabytesAtMost = (process.resourceUsage().maxRSS * 1024) / 1e6;
await worker.close();
const report: HouseReport = houseReport.parse({
  began,
  megabytesAtRest,
  megabytesAtMost,
  cpuSeconds: (user + system) / 1e6,
  secondsToSend: await secondsToSend(house, port),
  secondsToCommit: await secondsToCommit(house),
});
await house.close();
process.send?.(report, () => process.exit(0));
