import type { CSSProperties } from 'react';

/** Contrast on `paper` is at least 4.5 for everything that is read (WCAG 2.2, 1.4.3). */
export const day = {
  paper: '#fdfcf9',
  ink: '#22302e',
  quiet: '#5a6765',
  tide: '#1f6f68',
  line: '#dcdfd8',
} as const;
export const night = {
  paper: '#141918',
  ink: '#e3e8e5',
  quiet: '#a2aeab',
  tide: '#7fc8bd',
  line: '#34403d',
} as const;

export const SERIF = "Georgia, 'Iowan Old Style', 'Times New Roman', serif";
export const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

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
  facts: {
    ...breaking,
    margin: '0 0 22px',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '25px',
    color: day.ink,
  },
  aside: { color: day.quiet },
  table: { width: '100%', margin: '4px 0 20px', borderCollapse: 'collapse' },
  minutes: {
    width: '58px',
    padding: '4px 12px 8px 0',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    color: day.quiet,
  },
  cell: {
    ...breaking,
    padding: '4px 0 8px',
    verticalAlign: 'top',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    color: day.ink,
  },
  when: {
    padding: '3px 14px 3px 0',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    color: day.ink,
  },
  beside: {
    ...breaking,
    width: '100%',
    padding: '3px 0',
    verticalAlign: 'top',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    color: day.quiet,
  },
  yours: { color: day.ink },
  where: {
    ...breaking,
    margin: '-8px 0 22px',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    color: day.ink,
  },
  photo: { display: 'block', maxWidth: '100%', height: 'auto', margin: '4px 0 6px', borderRadius: '4px' },
  caption: {
    ...breaking,
    marginTop: 0,
    marginBottom: '16px',
    fontFamily: SANS,
    fontSize: '15px',
    lineHeight: '22px',
    color: day.quiet,
  },
  link: { color: day.tide, textDecorationLine: 'underline' },
  /** The day of a part. */
  day: {
    margin: '0 0 12px',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    fontWeight: 'bold',
    color: day.quiet,
  },
  name: {
    ...breaking,
    margin: '28px 0 4px',
    fontFamily: SANS,
    fontSize: '16px',
    lineHeight: '24px',
    fontWeight: 'bold',
    color: day.tide,
  },
  late: {
    ...breaking,
    marginTop: 0,
    marginBottom: '6px',
    fontFamily: SANS,
    fontSize: '15px',
    lineHeight: '22px',
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
    fontSize: '15px',
    lineHeight: '23px',
    color: day.quiet,
  },
  line: { margin: '28px 0 20px', borderTop: `1px solid ${day.line}` },
  leave: { color: day.quiet, textDecorationLine: 'underline' },
} as const satisfies Record<string, CSSProperties>;

type Side = 'left' | 'right';

/** The bar stands where reading begins. */
const barred = (side: Side, colour: string): CSSProperties =>
  side === 'left'
    ? { paddingLeft: '16px', borderLeft: `3px solid ${colour}` }
    : { paddingRight: '16px', borderRight: `3px solid ${colour}` };

/** What a letter asks or says before all; `small` where there are several. */
export const statementStyle = (size: 'large' | 'small', side: Side): CSSProperties => ({
  ...breaking,
  ...barred(side, day.tide),
  ...(size === 'large'
    ? { margin: '0 0 20px', fontSize: '23px', lineHeight: '34px', textWrap: 'balance' }
    : { margin: '0 0 14px', fontSize: '19px', lineHeight: '29px' }),
  fontFamily: SERIF,
  fontWeight: 'normal',
  color: day.ink,
});

/** Words that are nobody's by name. */
export const sayingStyle = (side: Side): CSSProperties => ({
  ...breaking,
  ...barred(side, day.line),
  margin: '8px 0 14px',
  overflow: 'hidden',
  whiteSpace: 'pre-wrap',
  fontFamily: SERIF,
  fontSize: '17px',
  lineHeight: '27px',
  color: day.ink,
});

/** Clients that know no media query keep the day's colours, or turn them round by themselves. */
export const nightSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (prefers-color-scheme:dark){',
  `.paper,.paper td{background-color:${night.paper} !important}`,
  `.ink{color:${night.ink} !important}`,
  `.quiet{color:${night.quiet} !important;border-color:${night.line} !important}`,
  `.line{border-color:${night.line} !important}`,
  `.question{border-color:${night.tide} !important}`,
  `.saying{border-color:${night.line} !important}`,
  `.name,.link{color:${night.tide} !important}`,
  '}',
].join('');
