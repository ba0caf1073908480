import type { ApiDeps } from '@crewtide/api';
import type { Reading } from './reading.ts';

/**
 * Parts that an API seldom needs, each loaded when it is first asked for. Only the API's own file may name them, and nothing that
 * it loads at once may import them: esbuild would load them at once too.
 */
export interface LaterParts {
  reading(): Promise<Reading>;
  emails(): Promise<Pick<ApiDeps, 'keepsakePage'>>;
}

export const readLater = (load: LaterParts['reading']): Reading => ({
  read: async (...mail) => (await load()).read(...mail),
  readAnswers: async (...reply) => (await load()).readAnswers(...reply),
  readChange: async (...words) => (await load()).readChange(...words),
  developPicture: async (bytes) => (await load()).developPicture(bytes),
});
