/** @jsxImportSource hono/jsx */
import type { Mail } from '../mail.ts';
import type { Person } from '../setUp.ts';
import { AttachedTo } from './attached.tsx';
import { frameHeights } from './frameHeights.ts';
import { passages } from './passages.ts';
import { shortAt } from './when.ts';
import { withPictures } from './withPictures.ts';

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
    {show !== 'source' && <AttachedTo mail={mail} />}
  </article>
);

const Content = ({ mail, show }: Omit<MailShownProps, 'person'>) => {
  if (show === 'source') return <pre class="source">{Buffer.from(mail.bytes).toString('utf8')}</pre>;
  if (show === 'text') return <Text of={mail.text} folded={false} />;
  if (mail.sent || mail.html === undefined) return <Text of={mail.text} folded />;
  const { narrow, wide } = frameHeights(mail.text);
  return (
    <iframe
      sandbox=""
      srcdoc={withPictures(mail)}
      title={`Letter: ${mail.subject}`}
      style={`--narrow:${narrow}px;--wide:${wide}px`}
    />
  );
};

/** Long quotes fold away, as in a mail program; between the lines of an answer they stay. */
const LONG_QUOTE = 8;

const Text = ({ of, folded }: { readonly of: string; readonly folded: boolean }) => (
  <div class="text">
    {passages(of).map(({ lines, quoted }) => {
      const text = lines.join('\n');
      if (!quoted) return <pre>{text}</pre>;
      if (!folded || lines.length < LONG_QUOTE) return <pre class="quote">{text}</pre>;
      return (
        <details>
          <summary>The quoted letter</summary>
          <pre class="quote">{text}</pre>
        </details>
      );
    })}
  </div>
);
