import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** A promise of Pulumi's, with what it depends on. */
interface Output {
  apply(use: (value: unknown) => void): unknown;
}

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly custom?: boolean;
}

/** What answers in place of AWS. */
export interface Mocks {
  newResource(of: Registered): { id: string; state: Record<string, unknown> };
  call(of: { readonly token: string; readonly inputs: Readonly<Record<string, unknown>> }): object;
}

interface Transformed {
  readonly type: string;
  readonly name: string;
  readonly opts: { readonly retainOnDelete?: boolean };
}

/** The part of @pulumi/pulumi that runs a program without its engine. */
interface Pulumi {
  readonly runtime: {
    setMocks(mocks: Mocks, project: string, stack: string, preview: boolean): Promise<void> | void;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    registerStackTransformation(transform: (of: Transformed) => undefined): void;
    disconnect(): Promise<void>;
  };
  output(value: unknown): Output;
}

/** SST's own TypeScript, as `sst install` left it, and where it is. */
export interface Platform {
  /** Absolute, and no link. */
  readonly folder: string;
  readonly pulumi: Pulumi;
  /** The packages that a configuration sees as globals, such as `aws`. */
  readonly providers: readonly { readonly package: string; readonly alias: string }[];
}

const lock = z.array(z.object({ package: z.string(), alias: z.string() }));

export function loadPlatform(root: string): Platform {
  const folder = realpathSync(join(root, '.sst/platform'));
  const pulumi: Pulumi = createRequire(join(folder, 'package.json'))('@pulumi/pulumi');
  const providers = lock.parse(JSON.parse(readFileSync(join(root, '.sst/provider-lock.json'), 'utf8')));
  return { folder, pulumi, providers };
}
