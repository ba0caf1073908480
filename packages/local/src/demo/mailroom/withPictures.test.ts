import { expect, it } from 'vitest';
import { withPictures } from './withPictures.ts';

const picture = {
  name: 'a.jpg',
  type: 'image/jpeg',
  contentId: 'abc@crewtide.example',
  bytes: Buffer.from('x'),
};
const html = (id: string) => `<p>Look</p><img alt="Tomatoes" src="cid:${id}">`;

it('puts pictures into the letter that came with them', () => {
  expect(withPictures({ html: html('abc@crewtide.example'), attachments: [picture] })).toBe(
    '<p>Look</p><img alt="Tomatoes" src="data:image/jpeg;base64,eA==">',
  );
});

it('leaves what did not come, or is no picture, as it stands', () => {
  expect(withPictures({ html: html('other'), attachments: [picture] })).toBe(html('other'));
  const page = { ...picture, type: 'text/html' };
  expect(withPictures({ html: html(page.contentId), attachments: [page] })).toBe(html(page.contentId));
});
