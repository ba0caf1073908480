/** Contrast is at least 4.5 for everything that is read (WCAG 2.2, 1.4.3); the letters' own colours. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f4f3ed; --sheet: #fdfcf9; --ink: #22302e; --quiet: #566361;
  --tide: #1f6f68; --on-tide: #ffffff; --line: #dcdfd8; --wash: #e7efea;
  --serif: Georgia, 'Iowan Old Style', 'Times New Roman', serif;
  --sans: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1211; --sheet: #141918; --ink: #e3e8e5; --quiet: #a2aeab;
    --tide: #7fc8bd; --on-tide: #0d1211; --line: #2c3835; --wash: #1a2623;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 1120px; padding: 0 16px 64px;
  background: var(--paper); color: var(--ink);
  font: 16px/1.5 var(--sans); overflow-wrap: anywhere;
}
h1 { margin: 0 0 8px; font: 400 28px/1.25 var(--serif); text-wrap: balance; }
h2 { margin: 32px 0 8px; font: 400 20px/1.3 var(--serif); }
p { margin: 0 0 14px; max-width: 36em; }
a { color: var(--tide); }
ul, ol { margin: 0; padding: 0; list-style: none; }
.quiet, small { color: var(--quiet); }
small { font-size: 14px; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 2px solid var(--tide); outline-offset: 2px; }

.top { display: flex; flex-wrap: wrap; gap: 2px 20px; align-items: baseline; padding: 18px 0 14px; }
.top p { margin: 0; text-wrap: balance; color: var(--quiet); font-size: 14px; }
.brand { color: var(--ink); text-decoration: none; font: 20px/1.3 var(--serif); }
.brand span { color: var(--quiet); }
.brand span::before { content: '· '; }

.clock {
  display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: center; justify-content: space-between;
  padding: 14px 18px; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px;
}
.clock p { margin: 0; }
.now { display: flex; gap: 14px; align-items: center; }
.now .time { font: 32px/1 var(--serif); font-variant-numeric: tabular-nums; }
.now .day { line-height: 1.25; }
.now small { display: block; }
.news { margin: 12px 0 0; padding: 10px 18px; max-width: none; background: var(--wash); border-radius: 10px; }

button {
  padding: 10px 18px; min-height: 44px; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--tide); color: var(--on-tide); font: 600 16px/1.3 var(--sans); text-wrap: balance;
}
button:hover { filter: brightness(1.08); }
button small { display: block; color: inherit; font-weight: 400; }
button.plain { width: auto; margin: 8px 8px 0 0; background: none; color: var(--tide); border: 1px solid var(--tide); }

.columns { margin-top: 24px; }
.people { margin: 0 -12px; }
.people h2 { margin: 0 0 4px; padding: 0 12px; font: 600 14px/1.5 var(--sans); color: var(--quiet); }
.people ul + h2 { margin-top: 18px; }
.people a {
  display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; position: relative;
  padding: 10px 52px 10px 12px; border-radius: 8px; color: var(--ink); text-decoration: none;
}
.people a:hover { background: var(--wash); }
.people a[aria-current] { background: var(--sheet); box-shadow: inset 0 0 0 1px var(--line); }
.people .unread { position: absolute; right: 12px; top: 10px; }
.unread {
  min-width: 24px; padding: 0 7px; border-radius: 12px; text-align: center;
  background: var(--tide); color: var(--on-tide); font-size: 14px; line-height: 24px;
}

.back { display: inline-block; margin-bottom: 8px; padding: 6px 0; text-decoration: none; }
.back::before { content: '‹ '; }
.steps { counter-reset: step; margin: 20px 0; }
.steps li { counter-increment: step; position: relative; padding: 0 0 14px 40px; max-width: 36em; }
.steps li::before {
  content: counter(step); position: absolute; left: 0; top: -1px; width: 26px; height: 26px;
  border-radius: 50%; background: var(--wash); color: var(--tide); text-align: center; font: 15px/26px var(--serif);
}

.threads { border-top: 1px solid var(--line); }
.threads li { border-bottom: 1px solid var(--line); }
.threads a {
  display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 14px 4px;
  color: var(--ink); text-decoration: none;
}
.threads a:hover { background: var(--wash); }
.threads .at, .threads .from { color: var(--quiet); font-size: 14px; }
.threads .new .subject, .threads .new .from { font-weight: 600; color: var(--ink); }
.threads .unread { justify-self: end; align-self: start; }

h1.subject { font-size: 24px; }
.shows { display: inline-flex; margin: 4px 0 18px; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.shows a { padding: 7px 14px; color: var(--ink); text-decoration: none; font-size: 15px; }
.shows a + a { border-left: 1px solid var(--line); }
.shows a[aria-current] { background: var(--tide); color: var(--on-tide); }
.mail { margin-bottom: 18px; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.mail > header {
  display: grid; grid-template-columns: 1fr auto; gap: 0 16px; align-items: baseline;
  padding: 12px 18px; border-bottom: 1px solid var(--line);
}
.mail > header small { grid-column: 1 / -1; }
.mail .at { color: var(--quiet); font-size: 14px; white-space: nowrap; }
.mail.sent { background: var(--wash); margin-left: 24px; }
iframe { display: block; width: 100%; height: var(--narrow); border: 0; background: var(--sheet); }
pre { margin: 0; white-space: pre-wrap; font: 16px/1.55 var(--serif); }
.text { display: grid; gap: 12px; padding: 16px 18px; }
summary { cursor: pointer; color: var(--quiet); font-size: 14px; }
details pre { margin-top: 8px; }
pre.source { padding: 16px 18px; font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
pre.quote { color: var(--quiet); font-size: 14px; }

form.reply, form.ask { margin-top: 28px; padding: 18px; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
form.reply h2 { margin: 0 0 10px; }
form.ask { margin: 24px 0 0; }
form.ask select { margin-bottom: 12px; }
form.ask label { display: block; margin-bottom: 6px; }
textarea, select {
  width: 100%; padding: 10px 12px; border: 1px solid var(--quiet); border-radius: 8px;
  background: var(--paper); color: var(--ink); font: 16px/1.5 var(--sans);
}
textarea { display: block; resize: vertical; margin-bottom: 12px; font-family: var(--serif); }
select { min-height: 44px; text-overflow: ellipsis; }
.choices { display: grid; gap: 12px; margin-bottom: 16px; }
.choices p { margin: 0; min-width: 0; }
.choices label { color: var(--quiet); font-size: 14px; }

.attached { padding: 10px 18px; border-top: 1px solid var(--line); font-size: 15px; }
.meetings { display: flex; flex-wrap: wrap; gap: 6px 8px; }
.meetings li { padding: 1px 10px; border-radius: 10px; background: var(--wash); font-size: 15px; }
input[type='file'] { width: 100%; min-height: 44px; font: 15px/1.5 var(--sans); color: var(--ink); }
form.ask h2 { margin-top: 0; }

table { width: 100%; border-collapse: collapse; font-size: 15px; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 14px; }
th, td { padding: 9px 8px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.state { padding: 1px 8px; border-radius: 10px; background: var(--wash); white-space: nowrap; font-size: 14px; }
.state.sent, .state.released { color: var(--tide); }
.held li { padding: 9px 0; border-bottom: 1px solid var(--line); }
.held small { display: block; }
.written { display: none; }

@media (max-width: 767px) {
  .inner .people { display: none; }
  .home main { margin-bottom: 28px; }
  .home .columns { display: flex; flex-direction: column-reverse; }
  .clock form, .clock button { width: 100%; }
  button { width: 100%; }
}
@media (min-width: 768px) {
  .columns { display: grid; grid-template-columns: 230px minmax(0, 1fr); gap: 36px; }
  .people { margin-right: 0; }
  .back:not(.always) { display: none; }
  .mail.sent { margin-left: 64px; }
  iframe { height: var(--wide); }
  .choices { grid-template-columns: 1fr 1fr; }
  .written { display: table-cell; }
}
`;
