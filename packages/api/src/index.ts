export { type Api, createApi } from './createApi.ts';
export type { ApiDeps } from './deps.ts';
