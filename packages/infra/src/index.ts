export { createHouse } from './house.ts';
export { readSettings } from './settings.ts';
