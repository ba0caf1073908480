import type { Keepsake, TimeZone } from '@crewtide/domain';
import type { Hosting } from '@crewtide/flows';

export interface ApiDeps extends Hosting {
  /** The key that creates congregations; compared in constant time. */
  readonly operatorKey: string;
  /** Names a request that brought no usable X-Request-Id. */
  readonly requestId: () => string;
  /** A season's keepsake as a page of html that fetches nothing; its styles stand in it. */
  readonly keepsakePage: (keepsake: Keepsake, zone: TimeZone) => Promise<string>;
}
