import type { DeadLetter, DeadLetters, QueueName, Redriven } from '@crewtide/cloud';

/** Lines for a terminal: ids only, as in the queues. */
export function showDeadLetters(queue: QueueName, { count, keptDays, letters }: DeadLetters): string {
  if (count === 0 && letters.length === 0) return `${queue}: no dead letters`;
  const more = count > letters.length ? [`  … ${count - letters.length} more`] : [];
  const head = `${queue}: ${Math.max(count, letters.length)}, each deleted ${keptDays} days after it was sent`;
  return [head, ...letters.map(line), ...more].join('\n');
}

const line = ({ hint, sentAt }: DeadLetter): string => {
  if (hint === undefined) return `  ${sentAt}  not a hint of ours`;
  const congregation = 'congregation' in hint ? `${hint.congregation} ` : '';
  return `  ${sentAt}  ${hint.kind} ${congregation}${hint.id}`;
};

export function showRedriven(queue: QueueName, { status, moved, toMove }: Redriven): string {
  const of = toMove === undefined ? '' : ` of ${toMove}`;
  return `${queue}: ${status.toLowerCase()}, ${moved}${of} sent back`;
}
