import type { TimeZone } from '@crewtide/domain';
import { render as toHtml } from 'react-email';
import { Lines } from './components/Lines.tsx';
import type { ContentOf } from './draft.ts';
import { pageSheet } from './pageSheet.ts';
import { cleanWords, inSentence } from './words/clean.ts';
import { numbered } from './words/textPart.ts';
import { calendarDay, dayOf } from './words/when.ts';

type Content = ContentOf<'keepsake'>;
type Part = Content['parts'][number];
type Answered = Part['answers'][number];

/** JPEG bytes by the photo's id. */
export type Thumbnails = ReadonlyMap<string, Uint8Array>;

/**
 * The season's pages as one html file that needs nothing else: no script, nothing fetched; its one style sheet stands in it.
 * Days are those of `zone`. A photo whose bytes aren't given is named in its place.
 */
export async function keepsakePage(
  content: Content,
  zone: TimeZone,
  thumbnails: Thumbnails = new Map(),
): Promise<string> {
  const html = await toHtml(page(content, zone, thumbnails));
  return html.replace(/^<!DOCTYPE [^>]*>/, '<!DOCTYPE html>');
}

const page = (content: Content, zone: TimeZone, thumbnails: Thumbnails) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{inSentence(content.crew)}</title>
      <style>{pageSheet}</style>
    </head>
    <body>
      <h1 dir="auto">{inSentence(content.crew)}</h1>
      <p className="quiet">{`${calendarDay(content.from)} to ${calendarDay(content.to)}`}</p>
      {content.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
        <Meeting key={index} part={part} zone={zone} thumbnails={thumbnails} />
      ))}
    </body>
  </html>
);

interface MeetingProps {
  readonly part: Part;
  readonly zone: TimeZone;
  readonly thumbnails: Thumbnails;
}

const Meeting = ({ part: { at, questions, answers }, zone, thumbnails }: MeetingProps) => (
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
      <Answer key={index} answer={answer} thumbnails={thumbnails} />
    ))}
  </>
);

interface AnswerProps {
  readonly answer: Answered;
  readonly thumbnails: Thumbnails;
}

const Answer = ({ answer: { name, words, late, photos = [] }, thumbnails }: AnswerProps) => (
  <>
    <h4 dir="auto">{inSentence(name)}</h4>
    {late !== undefined && <p className="quiet">To an earlier question</p>}
    <div className="words" dir="auto">
      <Lines of={cleanWords(words)} />
    </div>
    {photos.map(({ id, description, width, height }, index) => {
      const jpeg = thumbnails.get(id);
      const caption = inSentence(description, 200);
      // biome-ignore-start lint/suspicious/noArrayIndexKey: photos never move
      if (jpeg === undefined) {
        return (
          <p key={index} className="quiet">
            {caption === '' ? '[photo]' : `[photo: ${caption}]`}
          </p>
        );
      }
      const src = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
      return (
        <figure key={index}>
          <img src={src} width={width} height={height} alt={caption} />
          <figcaption className="quiet">{caption}</figcaption>
        </figure>
      );
      // biome-ignore-end lint/suspicious/noArrayIndexKey: photos never move
    })}
  </>
);
