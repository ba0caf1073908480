export interface GateLimits {
  /** Bytes of one message. */
  readonly message: number;
  /** Bytes of all messages that are being gathered at one time. */
  readonly together: number;
}

/** Why bytes were let go; `endless` when a client doesn't stop at twice the size of the largest message. */
export type Overflow = 'too-large' | 'endless' | 'busy';

export interface Gate {
  /**
   * Reads to the end, as the protocol wants, but keeps no more than the limits. Rejects when the stream breaks or
   * `keep` does; the bytes count until `keep` has ended.
   */
  gather(
    stream: AsyncIterable<Buffer>,
    keep: (bytes: Uint8Array) => Promise<void>,
  ): Promise<'kept' | Overflow>;
}

/** Bounds the memory of mail on its way in, whatever sizes clients announce. */
export function createGate(limits: GateLimits): Gate {
  let together = 0;

  return {
    async gather(stream, keep) {
      let chunks: Buffer[] = [];
      let kept = 0;
      let seen = 0;
      let overflow: Overflow | undefined;
      const letGo = () => {
        together -= kept;
        kept = 0;
        chunks = [];
      };
      try {
        for await (const chunk of stream) {
          seen += chunk.length;
          if (seen > 2 * limits.message) return 'endless';
          if (seen > limits.message) overflow = 'too-large';
          else if (together + chunk.length > limits.together) overflow = 'busy';
          if (overflow) {
            letGo();
            continue;
          }
          kept += chunk.length;
          together += chunk.length;
          chunks.push(chunk);
        }
        if (overflow) return overflow;
        await keep(Buffer.concat(chunks));
        return 'kept';
      } finally {
        letGo();
      }
    },
  };
}
