import type { CSSProperties } from 'react';

/** Contrast on `paper` is at least 4.5 for everything that is read (WCAG 2.2, 1.4.3). */
const day = { paper: '#fdfcf9', ink: '#22302e', quiet: '#5a6765', tide: '#1f6f68', line: '#dcdfd8' } as const;
const night = {
  paper: '#141918',
  ink: '#e3e8e5',
  quiet: '#a2aeab',
  tide: '#7fc8bd',
  line: '#34403d',
} as const;

const SERIF = "Georgia, 'Iowan Old Style', 'Times New Roman', serif";
const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Long words break instead of widening the letter; Outlook knows only `wordBreak`. */
const breaking: CSSProperties = { overflowWrap: 'anywhere', wordBreak: 'break-word' };

export const styles = {
  paper: { margin: 0, padding: 0, backgroundColor: day.paper, color: day.ink },
  column: { maxWidth: '560px', padding: '28px 20px 36px' },
  paragraph: {
    ...breaking,
    marginTop: 0,
    marginBottom: '16px',
    fontFamily: SERIF,
    fontSize: '17px',
    lineHeight: '27px',
    color: day.ink,
  },
  question: {
    ...breaking,
    margin: '0 0 20px',
    padding: '2px 0 2px 16px',
    borderLeft: `3px solid ${day.tide}`,
    fontFamily: SERIF,
    fontSize: '23px',
    lineHeight: '32px',
    fontWeight: 'normal',
    textWrap: 'balance',
    color: day.ink,
  },
  name: {
    ...breaking,
    margin: '28px 0 4px',
    fontFamily: SANS,
    fontSize: '15px',
    lineHeight: '22px',
    fontWeight: 'bold',
    color: day.tide,
  },
  late: {
    ...breaking,
    marginTop: 0,
    marginBottom: '6px',
    fontFamily: SANS,
    fontSize: '14px',
    lineHeight: '21px',
    color: day.quiet,
  },
  /** `pre-wrap` keeps runs of spaces; overflow keeps stacked marks off the neighbour's words. */
  words: {
    ...breaking,
    margin: '0 0 20px',
    overflow: 'hidden',
    whiteSpace: 'pre-wrap',
    fontFamily: SERIF,
    fontSize: '17px',
    lineHeight: '27px',
    color: day.ink,
  },
  closing: {
    ...breaking,
    marginTop: '32px',
    marginBottom: 0,
    paddingTop: '14px',
    borderTop: `1px solid ${day.line}`,
    fontFamily: SANS,
    fontSize: '14px',
    lineHeight: '22px',
    color: day.quiet,
  },
  line: { margin: '28px 0 20px', borderTop: `1px solid ${day.line}` },
  leave: { color: day.quiet, textDecorationLine: 'underline' },
} as const satisfies Record<string, CSSProperties>;

/** Clients that know no media query keep the day's colours, or turn them round by themselves. */
export const nightSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (prefers-color-scheme:dark){',
  `.paper,.paper td{background-color:${night.paper} !important}`,
  `.ink{color:${night.ink} !important}`,
  `.quiet{color:${night.quiet} !important;border-color:${night.line} !important}`,
  `.line{border-color:${night.line} !important}`,
  `.question{border-color:${night.tide} !important}`,
  `.name{color:${night.tide} !important}`,
  '}',
].join('');
