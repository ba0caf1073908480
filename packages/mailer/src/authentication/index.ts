export { type AuthenticatorOptions, createAuthenticator } from './authenticator.ts';
export { createDnsLookup, type DnsLookup, type DnsSettings } from './dnsLookup.ts';
