import type { Recipient } from '@crewtide/flows';
import { passage } from './blocks/answers.tsx';
import { rule } from './blocks/rule.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { longLetter } from './words/clipped.ts';
import { closing } from './words/closing.ts';
import { hello, whomAReplyReaches } from './words/people.ts';
import { replySubject } from './words/subject.ts';

/** What one of a crew replied to a letter, to those whom that letter named. */
export function note(content: ContentOf<'note'>, to: Recipient): Draft {
  const { crew, about, from, words, photos, unshown, readers } = content;
  return letterOf({
    subject: replySubject(about),
    blocks: [
      sentences(`${hello(to)} ${inSentence(from)} wrote to ${inSentence(crew)}:`, ...longLetter([words])),
      passage({ name: from, words, photos, unshown }),
      rule,
      sentences(whomAReplyReaches(readers)),
    ],
    closing: closing(to, 'Reply to write to your crew.'),
  });
}
