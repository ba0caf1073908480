import type { Deps } from '@crewtide/flows';

export interface ApiDeps extends Deps {
  /** The key that creates congregations; compared in constant time. */
  readonly operatorKey: string;
  /** Names a request that brought no usable X-Request-Id. */
  readonly requestId: () => string;
}
