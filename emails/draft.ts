import type { LetterContent, Template } from '@crewtide/domain';
import type { ReactElement, ReactNode } from 'react';

export type ContentOf<T extends Template> = Extract<LetterContent, { template: T }>;

/** A letter before its html is turned into characters. */
export interface Draft {
  readonly subject: string;
  readonly html: ReactElement;
  readonly text: string;
}

/** A piece of a letter, shaped by hand for each part. */
export interface Block {
  readonly html: ReactNode;
  /** Lines of the text part; empty where there is nothing to say. */
  readonly text: string;
}

/** The end of a letter: what can be replied, and the way out where there still is one. */
export interface Closing {
  readonly line: string;
  readonly leave: { readonly from: string; readonly url: string } | undefined;
}
