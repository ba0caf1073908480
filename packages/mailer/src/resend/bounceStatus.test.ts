import { describe, expect, test } from 'vitest';
import { statusOfBounce } from './bounceStatus.ts';

describe('the status of a bounce', () => {
  test.each([
    [{ type: 'Permanent', subType: 'General', diagnosticCode: [] }, '5.0.0', true],
    [{ type: 'Permanent', subType: 'NoEmail', diagnosticCode: [] }, '5.1.1', true],
    [{ type: 'Permanent', subType: 'Suppressed', diagnosticCode: [] }, '5.1.1', true],
    [{ type: 'Permanent', diagnosticCode: ['smtp; 550 5.2.1 disabled'] }, '5.2.1', true],
    [{ type: 'Permanent', diagnosticCode: ['smtp; 550-5.1.1 The account [10.5.1.9] …'] }, '5.1.1', true],
    [{ type: 'Permanent', diagnosticCode: ['refused by 10.5.1.1'] }, '5.0.0', true],
    [{ type: 'Permanent', diagnosticCode: ['smtp; 421 4.4.2 timeout'] }, '5.0.0', true],
    [{ type: 'Permanent', diagnosticCode: ['no', 'smtp; 550 5.7.1.'] }, '5.7.1', true],
    [{ type: 'Transient', subType: 'MailboxFull', diagnosticCode: [] }, '4.2.2', false],
    [{ type: 'Transient', subType: 'MessageTooLarge', diagnosticCode: [] }, '4.3.4', false],
    [{ type: 'Transient', subType: 'ContentRejected', diagnosticCode: ['552 5.2.2 full'] }, '4.6.0', false],
    [{ type: 'Undetermined', subType: 'Undetermined', diagnosticCode: [] }, '4.0.0', false],
    [{ diagnosticCode: [] }, '4.0.0', false],
  ])('%j is %s', (bounce, status, permanent) => {
    expect(statusOfBounce(bounce)).toEqual({ status, permanent });
  });
});
