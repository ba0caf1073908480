import { crewId, instant, memberId } from '@crewtide/domain';
import type { CongregationStore, Warning } from '@crewtide/flows';
import { z } from '@hono/zod-openapi';
import { EXAMPLES } from './ids.ts';

export const warningShape = z
  .object({
    detail: z.string(),
    member: memberId,
    crew: crewId.describe('The other crew'),
    at: instant.describe('The first of the hours that both crews meet at'),
  })
  .openapi('Warning', {
    description: 'Somebody would be in two crews at once. It was done all the same.',
    example: {
      detail: 'Ana meets “Reef” at that hour.',
      member: EXAMPLES.member,
      crew: EXAMPLES.other,
      at: EXAMPLES.at,
    },
  });

export async function showWarnings(
  store: CongregationStore,
  warnings: readonly Warning[],
): Promise<z.infer<typeof warningShape>[]> {
  if (warnings.length === 0) return [];
  const [members, crews] = await Promise.all([
    store.getMany('member', [...new Set(warnings.map(({ member }) => member))]),
    store.getMany('crew', [...new Set(warnings.map(({ crew }) => crew))]),
  ]);
  const names = new Map([...members, ...crews].map(({ id, name }): [string, string] => [id, name]));
  return warnings.map(({ member, crew, at }) => ({
    detail: `${names.get(member) ?? 'Somebody'} meets “${names.get(crew) ?? 'another crew'}” at that hour.`,
    member,
    crew,
    at,
  }));
}
