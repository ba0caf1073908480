export interface Offence {
  /** From the root of the repository. */
  readonly file: string;
  /** 1 for the first line. */
  readonly line: number;
  readonly what: string;
}
