export { type AuthenticatorOptions, createAuthenticator } from './authenticator.ts';
export { createDnsLookup } from './dnsLookup.ts';
