import type { ReactNode } from 'react';
import { Body, Container, Head, Html } from 'react-email';
import type { Closing as ClosingWords } from '../draft.ts';
import { nightSheet, styles } from '../theme.ts';
import { Closing } from './Closing.tsx';

interface FrameProps {
  readonly subject: string;
  readonly closing: ClosingWords;
  readonly children: ReactNode;
}

/** The sheet every letter is written on: one column, no pictures, nothing fetched, no hidden preheader. */
export const Frame = ({ subject, closing, children }: FrameProps) => (
  <Html lang="en">
    <Head>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
      <title>{subject}</title>
      <style>{nightSheet}</style>
    </Head>
    <Body className="paper" style={styles.paper}>
      <Container style={styles.column}>
        {children}
        <Closing {...closing} />
      </Container>
    </Body>
  </Html>
);
