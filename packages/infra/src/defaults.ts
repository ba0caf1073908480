import { nodejs } from './bundling.ts';

/** What holds for every function and every link, also for those that SST makes by itself. */
export function applyDefaults(): void {
  $transform(sst.aws.Function, (args) => {
    args.runtime ??= 'nodejs24.x';
    args.architecture ??= 'arm64';
    args.nodejs ??= nodejs;
    args.logging ??= { retention: '1 month' };
  });
  grantNothingByLinks();
}

/** SST's own links come with every action on what they name; ours tell its name alone, and permissions.ts grants. */
function grantNothingByLinks(): void {
  sst.Linkable.wrap(sst.aws.Dynamo, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Bucket, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Queue, ({ url }) => ({ properties: { url } }));
}
