export { type App, startApp } from './app.ts';
export { endable } from './endableCarrier.ts';
export { type House, openHouse } from './house.ts';
export { silentLog } from './log.ts';
export { openRawMail } from './rawMail/rawMail.ts';
export { startWorker } from './worker.ts';
