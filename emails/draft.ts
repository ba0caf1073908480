import type { LetterContent, Template } from '@crewtide/domain';
import type { ReactElement } from 'react';

export type ContentOf<T extends Template> = Extract<LetterContent, { template: T }>;

/** A letter before its html is turned into characters. */
export interface Draft {
  readonly subject: string;
  readonly html: ReactElement;
  readonly text: string;
}

/** The end of a letter: what can be replied, and the way out where there still is one. */
export interface Closing {
  readonly line: string;
  readonly leave: { readonly from: string; readonly url: string } | undefined;
}
