/** A request as it came. */
export interface ApiCall {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  /** The header Idempotency-Key. */
  readonly key: string | undefined;
  readonly batchValidation: string | undefined;
  readonly body: string;
}

/** A request of the API and what came of it. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: string;
  /** Undefined where nothing was answered. */
  readonly status: number | undefined;
}
