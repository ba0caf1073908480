import { describeFault, StoreFault } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCloudLog } from './log.ts';
import { createMetrics } from './metrics.ts';

const lines: Record<string, unknown>[] = [];
const take = (chunk: string | Uint8Array): boolean => {
  lines.push(JSON.parse(String(chunk)));
  return true;
};

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a line of the log', () => {
  it('holds its event, its fields and nothing else', () => {
    createCloudLog().info('mail received', { raw: 'abc', outcome: 'counted', why: undefined });
    expect(lines).toEqual([
      {
        level: 'INFO',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: 'mail received',
        raw: 'abc',
        outcome: 'counted',
      },
    ]);
  });

  it('keeps a fault’s message, which is ours', () => {
    createCloudLog().warn('later', describeFault(new StoreFault('commit: Throttled', true)));
    expect(lines).toMatchObject([{ level: 'WARN', fault: 'StoreFault', message: 'commit: Throttled' }]);
  });

  it('is counted when it is an error', () => {
    const metrics = createMetrics({ stage: 'dev' });
    const log = createCloudLog(() => metrics.count('Faults'));
    log.error('due work failed', { kind: 'appointment' });
    log.info('fine');
    metrics.flush();
    expect(lines.at(0)).toMatchObject({ level: 'ERROR', event: 'due work failed', kind: 'appointment' });
    expect(lines.at(-1)).toMatchObject({ Faults: 1 });
  });
});

describe('the figures of a function', () => {
  it('are one line in the embedded metric format', () => {
    const metrics = createMetrics({ stage: 'production' });
    metrics.count('LettersAccepted', 45);
    metrics.count('MailReceived');
    metrics.agendaLag(0);
    metrics.flush();
    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'Crewtide',
              Dimensions: [['service', 'stage']],
              Metrics: [
                { Name: 'LettersAccepted', Unit: 'Count' },
                { Name: 'MailReceived', Unit: 'Count' },
                { Name: 'AgendaLag', Unit: 'Seconds' },
              ],
            },
          ],
        },
        service: 'crewtide',
        stage: 'production',
        LettersAccepted: 45,
        MailReceived: 1,
        AgendaLag: 0,
      },
    ]);
  });

  it('are no line when there are none, and none twice', () => {
    const metrics = createMetrics({ stage: 'dev' });
    metrics.count('LettersAccepted', 0);
    metrics.flush();
    metrics.count('LettersAccepted', 2);
    metrics.flush();
    metrics.flush();
    expect(lines).toHaveLength(1);
  });
});
