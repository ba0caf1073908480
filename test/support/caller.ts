/** Whose access key signed a request (Signature version 4); empty where nobody's did. */
export const callerOf = (authorization: string | undefined): string =>
  /Credential=([^/]+)\//.exec(authorization ?? '')?.[1] ?? '';
