import { day, night, SANS, SERIF } from './theme.ts';

const colours = (of: Readonly<Record<keyof typeof day, string>>) =>
  Object.entries(of)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** The sheet of a page that is kept: on a screen by day and by night, and on paper in black. */
export const pageSheet = [
  `:root{color-scheme:light dark;${colours(day)}}`,
  `@media (prefers-color-scheme:dark){:root{${colours(night)}}}`,
  `body{margin:0 auto;max-width:36em;padding:2.5em 20px 4em;background:var(--paper);color:var(--ink);font:17px/1.6 ${SERIF};overflow-wrap:anywhere}`,
  'h1{margin:0;font-size:2em;line-height:1.2;font-weight:normal}',
  `h2{margin:2.5em 0 .6em;padding-top:1em;border-top:1px solid var(--line);font:bold 16px/1.5 ${SANS};color:var(--quiet)}`,
  'h3{margin:0 0 .7em;padding-left:16px;border-left:3px solid var(--tide);font-size:1.2em;line-height:1.4;font-weight:normal}',
  `h4{margin:1.6em 0 .2em;font:bold 16px/1.5 ${SANS};color:var(--tide)}`,
  `.quiet{margin:.3em 0;font:16px/1.5 ${SANS};color:var(--quiet)}`,
  '.words{white-space:pre-wrap}',
  '@page{margin:20mm 18mm}',
  '@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--tide:#000;--line:#999}body{max-width:none;padding:0;font-size:11pt}h1,h2,h3,h4{break-after:avoid}.words{orphans:3;widows:3}}',
].join('');
