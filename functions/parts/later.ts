import type { ApiDeps } from '@crewtide/api';
import type { Understanding } from './understanding.ts';

/** Parts of a bundle that an API seldom needs. They are named where it begins, or every bundle would hold them. */
export interface LaterParts {
  understanding(): Promise<typeof import('./understanding.ts')>;
  emails(): Promise<Pick<ApiDeps, 'keepsakePage'>>;
}

/** Loaded when it is first asked for; a loading that failed is tried again. */
export function understoodLater(load: () => Promise<Understanding>): Understanding {
  let loading: Promise<Understanding> | undefined;
  const loaded = () => {
    loading ??= load().catch((fault: unknown) => {
      loading = undefined;
      throw fault;
    });
    return loading;
  };
  return {
    read: async (...mail) => (await loaded()).read(...mail),
    authenticate: async (...mail) => (await loaded()).authenticate(...mail),
    readAnswers: async (...reply) => (await loaded()).readAnswers(...reply),
    readChange: async (...words) => (await loaded()).readChange(...words),
    developPicture: async (bytes) => (await loaded()).developPicture(bytes),
  };
}
