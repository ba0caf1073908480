import type { Letter } from '@crewtide/domain';
import type { Recipient, Renderer } from '@crewtide/flows';
import { render as toHtml } from 'react-email';
import { askSender } from './ask-sender.tsx';
import { change } from './change.tsx';
import { changeUnclear } from './change-unclear.tsx';
import { confirm } from './confirm.tsx';
import { digest } from './digest.tsx';
import type { Draft } from './draft.ts';
import { echo } from './echo.tsx';
import { farewell } from './farewell.tsx';
import { goOn } from './go-on.tsx';
import { hostNotice } from './host-notice.tsx';
import { keepsake } from './keepsake.tsx';
import { keepsakePage } from './keepsakePage.tsx';
import { noWords } from './no-words.tsx';
import { note } from './note.tsx';
import { outcome } from './outcome.tsx';
import { prompt } from './prompt.tsx';
import { receipt } from './receipt.tsx';
import { review } from './review.tsx';
import { unreadable } from './unreadable.tsx';
import { welcome } from './welcome.tsx';
import { yourCrew } from './your-crew.tsx';

/** The letter as one person gets it. The same content and recipient give the same letter. */
export const render: Renderer = async (content, recipient) => {
  const { subject, html, text } = draft(content, recipient);
  const letter = { subject, html: await toHtml(html), text };
  if (content.template !== 'keepsake') return letter;
  return {
    ...letter,
    page: { name: 'keepsake.html', html: await keepsakePage(content, recipient.member.zone) },
  };
};

function draft(content: Letter['content'], recipient: Recipient): Draft {
  switch (content.template) {
    case 'welcome':
      return welcome(content, recipient);
    case 'prompt':
      return prompt(content, recipient);
    case 'digest':
      return digest(content, recipient);
    case 'note':
      return note(content, recipient);
    case 'your-crew':
      return yourCrew(content, recipient);
    case 'change':
      return change(content, recipient);
    case 'echo':
      return echo(content, recipient);
    case 'change-unclear':
      return changeUnclear(content, recipient);
    case 'farewell':
      return farewell(content, recipient);
    case 'review':
      return review(content, recipient);
    case 'go-on':
      return goOn(content, recipient);
    case 'outcome':
      return outcome(content, recipient);
    case 'keepsake':
      return keepsake(content, recipient);
    case 'receipt':
      return receipt(content, recipient);
    case 'confirm':
      return confirm(content, recipient);
    case 'ask-sender':
      return askSender(content, recipient);
    case 'no-words':
      return noWords(content, recipient);
    case 'unreadable':
      return unreadable(content, recipient);
    case 'host-notice':
      return hostNotice(content, recipient);
  }
}
