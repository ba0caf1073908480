import { describe, expect, it } from 'vitest';
import { newWordsOf } from './words.ts';

const LINK = 'https://crewtide.test/leave/secret';
const inText = (text: string) => newWordsOf({ text, flowed: false, html: '' }).words;
const inFlowed = (text: string) => newWordsOf({ text, flowed: true, html: '' }).words;
const inHtml = (html: string) => newWordsOf({ text: '', flowed: false, html }).words;

describe('in plain text', () => {
  it('answers between quoted lines are joined', () => {
    const reply = `On Mon, Nov 23, 2026, Grace wrote:\n> Who?\nBen.\n> When?\nFriday.\n> ${LINK}`;
    expect(inText(reply)).toBe('Ben.\nFriday.');
  });

  it.each([
    ['an attribution over two lines', `On Mon, 23 Nov 2026 09:00\nGrace <g@x.test> wrote:\n\n> ${LINK}`],
    ['an attribution of dates alone', `2026年11月23日(月) 9:00 Grace <g@x.test>:\n\n> ${LINK}`],
    [
      'an attribution without marked lines',
      `On Mon, Nov 23, 2026 at 9:00 Grace <g@x.test>\nwrote:\n\n${LINK}`,
    ],
    [
      'headers of the original',
      `____________________\nFrom: Grace\nSent: 23 November\nTo: Anna\nSubject: Q\n\n${LINK}`,
    ],
    ['headers in German', `Von: Grace <g@x.test>\nGesendet: Montag\nAn: Anna\nBetreff: Q\n\n${LINK}`],
    ['a list of links', `> Leave [1]\n\nLinks:\n------\n[1] ${LINK}`],
  ])('%s and all below is cut', (_, quote) => {
    expect(inText(`I am in.\n\n${quote}`)).toBe('I am in.');
  });

  it('a quote that is longer than the library may see is cut as well', () => {
    const long = 'Dear all. '.repeat(1500).trim();
    const quote = `On Mon, Nov 23, 2026 at 9:00 Grace <g@x.test> wrote:\n\n${LINK}`;
    expect(inText(`${long}\n\n${quote}`)).toBe(long);
  });

  it('a list and a sentence that begins like an attribution are kept', () => {
    const words = 'On Friday I thought of what my grandmother\nonce wrote:\nbe kind.\n\n-milk\n-eggs\nDone.';
    expect(inText(words)).toBe(words);
  });

  it('a list of "This: that" is kept', () => {
    const words = 'From: my heart\nWith: love\nTo: you all';
    expect(inText(words)).toBe(words);
  });

  it('a signature below its separator is cut', () => {
    expect(inText('Hello\n\n-- \nAnna\n+44 123')).toBe('Hello');
  });
});

describe('in format=flowed', () => {
  it('lines of a paragraph are joined, and an answer below a quote stays apart from it', () => {
    expect(inFlowed('> Who comes? \n> \nBen and \nCleo.\n\n-- \nAnna')).toBe('Ben and Cleo.');
  });
});

describe('in html alone', () => {
  it("Gmail's quote is cut", () => {
    const quote = `<div class="gmail_quote"><div class="gmail_attr">On Monday Grace wrote:</div><blockquote>${LINK}</blockquote></div>`;
    expect(inHtml(`<div dir="ltr">Yes, I will<br>come</div><br>${quote}`)).toBe('Yes, I will\ncome');
  });

  it("Outlook's original is cut, which stands behind its headers", () => {
    const quote = `<hr><div id="divRplyFwdMsg"><b>From:</b> Grace</div><div>${LINK}</div>`;
    expect(inHtml(`<p class="MsoNormal">I am in.</p>${quote}`)).toBe('I am in.');
  });

  it('answers between cited quotes are joined, lists and poems kept', () => {
    const html = `<p>On 1.1.2026 Grace wrote:</p><blockquote type="cite">${LINK}<blockquote type="cite">b</blockquote>c</blockquote>
      <p>Ben</p><blockquote type="cite">d</blockquote><ul><li>one</li><li>two</li></ul><blockquote>a poem</blockquote>`;
    expect(inHtml(html)).toBe('Ben\n- one\n- two\n\na poem');
  });

  it('what is not shown is not read', () => {
    const hidden = `<style>p{}</style><script>x</script><div style="display: none">${LINK}</div>`;
    expect(inHtml(`<head><title>T</title></head>${hidden}<p>Hello &amp; goodbye</p>`)).toBe(
      'Hello & goodbye',
    );
  });
});
