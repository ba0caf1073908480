export { type App, type AppOptions, startApp } from './app.ts';
export { type House, type HouseOptions, openHouse, systemClock } from './house.ts';
export { silentLog } from './log.ts';
export { openRawMail } from './rawMail/rawMail.ts';
export { startWorker, type Worker } from './worker.ts';
