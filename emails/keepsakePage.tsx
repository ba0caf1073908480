import type { TimeZone } from '@crewtide/domain';
import { render as toHtml } from 'react-email';
import { Lines } from './components/Lines.tsx';
import type { ContentOf } from './draft.ts';
import { pageSheet } from './pageSheet.ts';
import { cleanWords, inSentence } from './words/clean.ts';
import { numbered } from './words/textPart.ts';
import { dayOf, monthsFrom } from './words/when.ts';

type Content = ContentOf<'keepsake'>;
type Part = Content['parts'][number];

/**
 * The season's pages as one html file that needs nothing else: no script, nothing fetched; its one style sheet stands in it.
 * Days are those of `zone`.
 */
export async function keepsakePage(content: Content, zone: TimeZone): Promise<string> {
  const html = await toHtml(page(content, zone));
  return html.replace(/^<!DOCTYPE [^>]*>/, '<!DOCTYPE html>');
}

const page = ({ crew, from, to, parts }: Content, zone: TimeZone) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${inSentence(crew)}, ${monthsFrom(from, to)}`}</title>
      <style>{pageSheet}</style>
    </head>
    <body>
      <main>
        <h1 dir="auto">{inSentence(crew)}</h1>
        <p className="quiet">{monthsFrom(from, to)}</p>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
          <Meeting key={index} part={part} zone={zone} />
        ))}
      </main>
    </body>
  </html>
);

interface MeetingProps {
  readonly part: Part;
  readonly zone: TimeZone;
}

const Meeting = ({ part: { at, questions, answers }, zone }: MeetingProps) => (
  <>
    <h2>{dayOf(at, zone)}</h2>
    {numbered(questions.map(cleanWords)).map((question, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: questions never move
      <h3 key={index} dir="auto">
        <Lines of={question} />
      </h3>
    ))}
    {answers.map((answer, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: answers never move
      <Answer key={index} {...answer} />
    ))}
  </>
);

const Answer = ({ name, words, photos = [], unshown = 0 }: Part['answers'][number]) => (
  <>
    <h4 dir="auto">{inSentence(name)}</h4>
    <div className="words" dir="auto">
      <Lines of={cleanWords(words)} />
    </div>
    {photos.length + unshown > 0 && <p className="quiet">{withPictures(photos.length + unshown)}</p>}
  </>
);

const withPictures = (count: number): string => `with ${count} ${count === 1 ? 'picture' : 'pictures'}`;
