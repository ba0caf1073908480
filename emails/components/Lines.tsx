import { Fragment } from 'react';

/** Text with its line breaks. */
export const Lines = ({ of }: { readonly of: string }) =>
  of.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
