export type Storage = ReturnType<typeof createStorage>;

/** The table is the truth; raw mail lies in a bucket until it is decided, and 30 days longer. */
export function createStorage(production: boolean) {
  const table = new sst.aws.Dynamo(
    'Table',
    {
      fields: { pk: 'string', sk: 'string', apk: 'string', ask: 'string' },
      primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
      globalIndexes: { agenda: { hashKey: 'apk', rangeKey: 'ask', projection: 'keys-only' } },
      ttl: 'ttl',
      deletionProtection: production,
    },
    { protect: production },
  );
  const rawMail = new sst.aws.Bucket(
    'RawMail',
    {
      cors: false,
      lifecycle: [
        { id: 'decided', prefix: 'decided/', expiresIn: '30 days' },
        { id: 'damaged', prefix: 'damaged/', expiresIn: '30 days' },
      ],
      // Members' words: what isn't decided is never thrown away with the bucket.
      transform: { bucket: { forceDestroy: !production } },
    },
    { protect: production },
  );
  return { table, rawMail };
}
