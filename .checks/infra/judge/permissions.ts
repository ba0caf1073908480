import type { Report } from '../graph/report.ts';
import { rolesIn } from './parts.ts';

/** Writes to the function's own log. */
const MANAGED = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
/** Everything in one bucket, and nothing else that a star may stand for. */
const OBJECTS = /^arn:aws:s3:::[a-z0-9.-]+\/\*$/;

/** Every action is named, and so is what it may be done to. */
export const judgePermissions = (report: Report): readonly string[] =>
  rolesIn(report).flatMap(({ resource, inlinePolicies, managedPolicyArns }) => [
    ...managedPolicyArns.filter((arn) => arn !== MANAGED).map((arn) => `${resource} has the policy ${arn}`),
    ...inlinePolicies
      .flatMap(({ policy }) => policy.statements)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions, resources }) => [
        ...actions.filter((action) => action.includes('*')).map((action) => `${resource} may do ${action}`),
        ...resources
          .filter((arn) => arn.includes('*') && !OBJECTS.test(arn))
          .map((arn) => `${resource} may do ${actions.join()} to ${arn}`),
      ]),
  ]);
