import { createWebhook } from '@crewtide/api';
import { letterIdOf, type ProviderEvent, slotOfPrompt } from '@crewtide/domain';
import { type Deps, sweepReceived } from '@crewtide/flows';
import type { TestHouse } from '../support/house.ts';
import { askedCrewIn } from '../support/houseCongregation.ts';
import { memoryProvider, SIGNED } from '../support/memoryProvider.ts';

type Happening = ProviderEvent['happening'];
type OfLetter = Exclude<Happening, { name: 'received' | 'other' }>;
/** News of a letter, before it is said of which. */
export type News = OfLetter extends infer N
  ? N extends OfLetter
    ? Omit<N, 'congregation' | 'letter'>
    : never
  : never;

/** A house whose mail a provider carries: it posts what happens, and receives replies. */
export function providedFor(house: TestHouse) {
  const provider = memoryProvider();
  const deps: Deps = { ...house.deps, inbox: provider.inbox };
  const app = createWebhook({ ...deps, read: provider.read });
  let posts = 0;
  /** The status that it hears. */
  const tells = async (happening: object, id?: string): Promise<number> => {
    posts += 1;
    const body = JSON.stringify({ id: id ?? `msg_${posts}`, happening });
    return (await app.request('/webhooks/resend', { method: 'POST', body, headers: SIGNED })).status;
  };
  return {
    provider,
    deps,
    tells,
    tellsOfMail: (mail: string) => tells({ name: 'received', mail }, `received#${mail}`),
    settle: (with_: Deps = deps) => house.settle(with_),
    sweep: () => sweepReceived({ ...deps, inbox: provider.inbox }),
    due: async () => (await deps.store.nextDue(house.clock.now())) ?? 'never',
  };
}

/** Ana and Bo were asked, and a provider carries their letters. */
export async function askedThrough(house: TestHouse) {
  const asked = await askedCrewIn(house);
  const provided = providedFor(house);
  const { willow, prompt } = asked;
  const letter = letterIdOf(slotOfPrompt(prompt), await willow.idOf('Ana'));
  return {
    ...asked,
    ...provided,
    /** News of Ana's letter comes, and takes effect. */
    async hears(...news: readonly News[]) {
      for (const each of news) await provided.tells({ ...each, congregation: willow.id, letter });
      await provided.settle();
    },
    tellsOfAnas: (news: News) => provided.tells({ ...news, congregation: willow.id, letter }),
    anas: async () => (await willow.store.get('letter', letter))?.state,
    anasAddress: async () => (await willow.store.get('member', await willow.idOf('Ana')))?.addresses[0],
  };
}
