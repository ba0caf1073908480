import { sayingStyle } from '../theme.ts';
import { isRightToLeft } from '../words/clean.ts';
import { Lines } from './Lines.tsx';

/** Words beside a quiet bar. */
export const Saying = ({ of }: { readonly of: string }) => (
  <div dir="auto" className="ink saying" style={sayingStyle(isRightToLeft(of) ? 'right' : 'left')}>
    <Lines of={of} />
  </div>
);
