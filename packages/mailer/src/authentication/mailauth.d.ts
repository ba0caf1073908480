/** The parts of mailauth that the authenticator needs: its main module brings BIMI, certificates and an HTTP client along. */

declare module 'mailauth/lib/dkim/verify.js' {
  import type { Readable } from 'node:stream';
  import type { DKIMVerifyOptions, DKIMVerifyResult } from 'mailauth';

  type Options = Omit<DKIMVerifyOptions, 'resolver'> & {
    readonly resolver: (name: string, type: string) => Promise<unknown>;
  };
  export function dkimVerify(message: Readable, options: Options): Promise<DKIMVerifyResult>;
}

declare module 'mailauth/lib/spf/index.js' {
  import type { SPFOptions, SPFResult } from 'mailauth';

  type Options = Omit<SPFOptions, 'resolver'> & {
    readonly resolver: (name: string, type: string) => Promise<unknown>;
  };
  export function spf(options: Options): Promise<SPFResult>;
}

declare module 'mailauth/lib/dmarc/index.js' {
  import type { DMARCOptions, DMARCResult } from 'mailauth';

  type Options = Omit<DMARCOptions, 'resolver'> & {
    readonly resolver: (name: string, type: string) => Promise<unknown>;
  };
  export function dmarc(options: Options): Promise<DMARCResult | false>;
}

declare module 'mailauth/lib/parse-received.js' {
  interface Clause {
    readonly value: string;
    readonly comment?: string;
  }
  /** The clauses of a Received field (RFC 5321, 4.4), `from`, `by` and others; false where it is none. */
  export function parseReceived(field: Buffer): false | { readonly from?: Clause; readonly by?: Clause };
  /** The address that the connection came from, as the receiver wrote it. */
  export function getClientAddress(from: Clause | undefined): string | false;
}
