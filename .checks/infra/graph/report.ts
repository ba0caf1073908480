import { z } from 'zod';

const inputs = z.record(z.string(), z.unknown());

const resource = z.object({
  type: z.string(),
  name: z.string(),
  /** Deleting the stage leaves it where it is. */
  kept: z.boolean(),
  inputs,
});

const build = z.object({
  /** The component's name; its function's resource has `Function` behind it. */
  component: z.string(),
  /** As in `functions/api.handler`. */
  handler: z.string(),
  /** Holds bundle.mjs. */
  folder: z.string(),
  export: z.string(),
  /** What the function may read of `Resource`, by the names of the links. */
  links: inputs,
});

/** What SST would ask of AWS for one stage. */
export const report = z.object({
  app: z.object({ stage: z.string(), removal: z.string().optional(), protect: z.boolean().optional() }),
  /** What went wrong while the graph was made: nothing else can be trusted then. */
  errors: z.array(z.string()),
  resources: z.array(resource),
  builds: z.array(build),
  outputs: inputs,
});

export type Report = z.infer<typeof report>;
export type Build = z.infer<typeof build>;

/** Stands in every secret's value. */
export const SECRET = 'ClearTextOf';
