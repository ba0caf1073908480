import { addressKey, type Congregation, congregation, emailAddress } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';

/** Never one host alone; the most fit into one transaction. */
const HOSTS = { least: 2, most: 20 } as const;

const { name, congregation: id, createdAt } = congregation.shape;

const newHost = z.strictObject({
  name,
  email: emailAddress,
  zone: zoneShape.optional().openapi({ description: 'The congregation’s unless given' }),
});

export const newCongregation = z
  .strictObject({
    name,
    zone: zoneShape,
    hosts: z
      .array(newHost)
      .min(HOSTS.least)
      .max(HOSTS.most)
      .refine(
        (hosts) => new Set(hosts.map((host) => addressKey(host.email))).size === hosts.length,
        'hosts must have different addresses',
      ),
  })
  .openapi('NewCongregation', {
    example: {
      name: 'Willow circle',
      zone: EXAMPLES.zone,
      hosts: [
        { name: 'Ana', email: 'ana@example.org' },
        { name: 'Bo', email: 'bo@example.org', zone: 'Europe/Berlin' },
      ],
    },
  });

export const congregationShape = z.object({ id, name, zone: zoneShape, createdAt }).openapi('Congregation', {
  example: {
    id: EXAMPLES.congregation,
    name: 'Willow circle',
    zone: EXAMPLES.zone,
    createdAt: EXAMPLES.at,
  },
});

export const showCongregation = (record: Congregation): z.infer<typeof congregationShape> => ({
  id: record.congregation,
  name: record.name,
  zone: record.zone,
  createdAt: record.createdAt,
});
