export { type Api, createApi } from './createApi.ts';
export { createWebhook, type WebhookDeps } from './createWebhook.ts';
export type { ApiDeps } from './deps.ts';
