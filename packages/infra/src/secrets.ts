export type Secrets = ReturnType<typeof createSecrets>;

/** Set by `npx sst secret set NAME VALUE`; a function has only those that it is linked to, encrypted beside its bundle. */
export const createSecrets = () => ({
  /** Creates congregations and their hosts' keys. */
  operatorKey: new sst.Secret('OperatorKey'),
  /** Signs reply addresses and one-click links. */
  signingKeys: new sst.Secret('SigningKeys'),
  resendApiKey: new sst.Secret('ResendApiKey'),
  resendWebhookSecret: new sst.Secret('ResendWebhookSecret'),
});
