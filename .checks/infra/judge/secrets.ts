import { type Report, SECRET } from '../graph/report.ts';

/** Secrets travel encrypted beside the bundle; a variable, a tag or a policy is read by whoever may look. */
export const judgeSecrets = ({ resources, outputs, builds }: Report): readonly string[] => [
  ...resources
    .filter(({ inputs }) => JSON.stringify(inputs).includes(SECRET))
    .map(({ name }) => `${name} holds a secret in clear`),
  ...(JSON.stringify(outputs).includes(SECRET) ? ['the outputs hold a secret in clear'] : []),
  // Nothing would be found, had the secrets other values than those that are looked for.
  ...(JSON.stringify(builds).includes(SECRET) ? [] : ['no function is linked to a secret']),
];
