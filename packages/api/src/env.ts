import type { MemberId } from '@crewtide/domain';
import type { CongregationStore } from '@crewtide/flows';
import type { Context } from 'hono';

export interface ApiEnv {
  Variables: {
    requestId: string;
    /** What a problem's `type` begins with, `https://…/docs#`. */
    problemTypes: string;
  };
}

/** Behind a congregation's wall: whose key it was, and the only records that it opens. */
export interface HostEnv {
  Variables: ApiEnv['Variables'] & {
    host: MemberId;
    store: CongregationStore;
  };
}

/** What of a context every route's has, whatever it knows besides. */
export type AnyContext<E extends ApiEnv = ApiEnv> = Pick<Context<E>, 'header' | 'json' | 'req' | 'var'>;
