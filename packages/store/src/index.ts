export { createClient } from './client.ts';
export { type Meter, measured } from './meter.ts';
export type { StoreSettings } from './settings.ts';
export { createStore } from './store.ts';
export { sweepExpired } from './sweep.ts';
export { ensureTable } from './table.ts';
