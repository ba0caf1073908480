import { localDateTime, type Prompt, prompt } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';

export const newPrompt = z
  .strictObject({
    questions: prompt.shape.questions,
    promptAt: localDateTime.optional().describe('Wall-clock time of the crew’s zone; now unless given'),
    digestAt: localDateTime.describe('Wall-clock time of the crew’s zone, after promptAt'),
  })
  .openapi('NewPrompt', {
    example: {
      questions: ['What would you like time for on Tuesday?'],
      promptAt: '2026-11-29T09:00',
      digestAt: '2026-11-30T18:00',
    },
  });

export const promptShape = prompt
  .omit({ kind: true, written: true })
  .extend({ zone: zoneShape })
  .openapi('Prompt', {
    example: {
      id: 'orsxg5baonxw2zlp',
      crew: 'onswg4tfobzxg5dp',
      questions: ['What would you like time for on Tuesday?'],
      promptAt: '2026-11-29T09:00',
      digestAt: '2026-11-30T18:00',
      zone: EXAMPLES.zone,
      asked: [EXAMPLES.member, EXAMPLES.other],
      state: 'asked',
      createdAt: EXAMPLES.at,
    },
  });

export const showPrompt = (record: Prompt): z.infer<typeof promptShape> => ({
  id: record.id,
  crew: record.crew,
  questions: record.questions,
  promptAt: record.promptAt,
  digestAt: record.digestAt,
  zone: record.zone,
  ...(record.meeting === undefined ? {} : { meeting: record.meeting }),
  asked: record.asked,
  state: record.state,
  createdAt: record.createdAt,
});
