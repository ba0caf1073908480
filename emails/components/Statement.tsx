import type { ReactNode } from 'react';
import { Heading } from 'react-email';
import { statementStyle } from '../theme.ts';
import { isRightToLeft } from '../words/clean.ts';

interface StatementProps {
  readonly size: 'large' | 'small';
  /** Its first words say on which side the bar stands. */
  readonly begins: string;
  readonly children: ReactNode;
}

/** What a letter was written for, beside a bar. */
export const Statement = ({ size, begins, children }: StatementProps) => (
  <Heading
    as="h1"
    dir="auto"
    className="ink question"
    style={statementStyle(size, isRightToLeft(begins) ? 'right' : 'left')}
  >
    {children}
  </Heading>
);
