import type { Letter } from '@crewtide/domain';
import type { Recipient, Renderer } from '@crewtide/flows';
import { render as toHtml } from 'react-email';
import { askSender } from './ask-sender.tsx';
import { confirm } from './confirm.tsx';
import { digest } from './digest.tsx';
import type { Draft } from './draft.ts';
import { hostNotice } from './host-notice.tsx';
import { noWords } from './no-words.tsx';
import { prompt } from './prompt.tsx';
import { receipt } from './receipt.tsx';
import { unreadable } from './unreadable.tsx';
import { welcome } from './welcome.tsx';

/** The letter as one person gets it. The same content and recipient give the same letter. */
export const render: Renderer = async (content, recipient) => {
  const { subject, html, text } = draft(content, recipient);
  return { subject, html: await toHtml(html), text };
};

function draft(content: Letter['content'], recipient: Recipient): Draft {
  switch (content.template) {
    case 'welcome':
      return welcome(content, recipient);
    case 'prompt':
      return prompt(content, recipient);
    case 'digest':
      return digest(content, recipient);
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
