import {
  type CrewId,
  instantAt,
  type LocalDateTime,
  localTimeAt,
  nothing,
  type Prompt,
  planPrompt,
  promptId,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import type { CongregationStore, Deciding } from './ports.ts';

export interface NewPrompt {
  readonly crew: CrewId;
  readonly questions: readonly string[];
  /** Wall-clock time of the crew's zone; absent means now. */
  readonly promptAt: LocalDateTime | undefined;
  readonly digestAt: LocalDateTime;
}

export type PromptCreated =
  | Created
  | { readonly outcome: 'no-such-crew' | 'digest-before-prompt' | 'digest-has-passed' };

/** Asks a crew something at an hour, and brings the answers back at another. */
export async function createPrompt(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  input: NewPrompt,
): Promise<PromptCreated> {
  const id = promptId.parse(deps.ids.fresh());
  return decideAndCommit<PromptCreated>(deps, store, async () => {
    const now = deps.clock.now();
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    const crew = await store.get('crew', input.crew);
    if (crew === undefined) return { decision: nothing, outcome: { outcome: 'no-such-crew' } };
    const promptAt = input.promptAt ?? localTimeAt(now, crew.zone);
    const digestAt = instantAt(input.digestAt, crew.zone);
    if (digestAt <= now) return { decision: nothing, outcome: { outcome: 'digest-has-passed' } };
    if (digestAt <= instantAt(promptAt, crew.zone)) {
      return { decision: nothing, outcome: { outcome: 'digest-before-prompt' } };
    }
    const prompt: Prompt = {
      kind: 'prompt',
      id,
      crew: crew.id,
      questions: [...input.questions],
      promptAt,
      digestAt: input.digestAt,
      zone: crew.zone,
      asked: [],
      state: 'planned',
      createdAt: now,
    };
    const planned = planPrompt(prompt);
    return {
      decision: {
        ...nothing,
        ...planned,
        records: [...planned.records, ...marksOf(deps, request, 'create-prompt', id, now)],
      },
      outcome: { outcome: 'created', id },
    };
  });
}
