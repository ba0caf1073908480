/** Something that the real Resend would refuse, would do otherwise than hoped, or that is unwise to ask of it. */
export interface Violation {
  readonly rule:
    | 'another payload under one key'
    | 'key came again after 24 hours'
    | 'key missing'
    | 'key too long'
    | 'rate'
    | 'refused'
    | 'unknown field'
    | 'header that Resend writes itself'
    | 'header that nobody needs'
    | 'several recipients'
    | 'text or html missing'
    | 'one-click without its link'
    | 'reference without angle brackets'
    | 'api key at the download';
  readonly detail: string;
}

export interface Violations {
  readonly list: readonly Violation[];
  note(rule: Violation['rule'], detail: string): void;
}

export function violationsKept(): Violations {
  const list: Violation[] = [];
  return { list, note: (rule, detail) => void list.push({ rule, detail }) };
}
