import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export type Counted = 'LettersAccepted' | 'MailReceived' | 'Faults';

/** Figures for CloudWatch, in the namespace Crewtide, with the dimensions service (crewtide) and stage. */
export interface CloudMetrics {
  count(what: Counted, by?: number): void;
  /** How long the oldest entry of the agenda has been due; 0 when nothing is. */
  agendaLag(seconds: number): void;
  /** Writes what was gathered since the last flush, as a line of the log (embedded metric format). */
  flush(): void;
}

export function createMetrics({ stage }: { readonly stage: string }): CloudMetrics {
  const metrics = new Metrics({
    namespace: 'Crewtide',
    serviceName: 'crewtide',
    defaultDimensions: { stage },
  });
  return {
    count(what, by = 1) {
      if (by > 0) metrics.addMetric(what, MetricUnit.Count, by);
    },
    agendaLag: (seconds) => void metrics.addMetric('AgendaLag', MetricUnit.Seconds, seconds),
    flush() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
