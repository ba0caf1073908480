export { type App, startApp } from './app.ts';
export { type House, openHouse } from './house.ts';
export { silentLog } from './log.ts';
export { developPicture } from './pictures/developPicture.ts';
export { openRawMail } from './rawMail/rawMail.ts';
export { startWorker } from './worker.ts';
