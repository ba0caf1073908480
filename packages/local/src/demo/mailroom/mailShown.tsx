/** @jsxImportSource hono/jsx */
import type { Mail } from '../mail.ts';
import type { Person } from '../setUp.ts';
import { frameHeights } from './frameHeights.ts';
import { shortAt } from './when.ts';

export type Show = 'html' | 'text' | 'source';

interface MailShownProps {
  readonly mail: Mail;
  readonly person: Person;
  readonly show: Show;
}

export const MailShown = ({ mail, person, show }: MailShownProps) => (
  <article class={mail.sent ? 'mail sent' : 'mail'} id={`mail-${mail.id}`}>
    <header>
      <strong>{mail.from.name === '' ? mail.from.address : mail.from.name}</strong>
      <span class="at">{shortAt(mail.at, person.zone)}</span>
      <small>{mail.sent ? `from ${mail.from.address}` : `to ${mail.to.address}`}</small>
    </header>
    <Content mail={mail} show={show} />
  </article>
);

const Content = ({ mail, show }: Omit<MailShownProps, 'person'>) => {
  if (show === 'source') return <pre class="source">{Buffer.from(mail.bytes).toString('utf8')}</pre>;
  if (show === 'text' || mail.sent || mail.html === undefined) return <Text of={mail.text} />;
  const { narrow, wide } = frameHeights(mail.text);
  return (
    <iframe
      sandbox=""
      srcdoc={mail.html}
      title={`Letter: ${mail.subject}`}
      loading="lazy"
      style={`--narrow:${narrow}px;--wide:${wide}px`}
    />
  );
};

const Text = ({ of }: { readonly of: string }) => (
  <pre class="text">
    {of
      .trimEnd()
      .split('\n')
      .map((line) => (line.startsWith('>') ? <span class="quote">{`${line}\n`}</span> : `${line}\n`))}
  </pre>
);
