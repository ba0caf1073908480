/** @jsxImportSource hono/jsx */
import { Page, type PageFrame } from './page.tsx';

export const Home = ({ frame }: { readonly frame: PageFrame }) => {
  const { circle } = frame.room;
  return (
    <Page frame={frame} title={circle.name}>
      <h1>Seven mailboxes, one crew</h1>
      <p>
        A host has just put five people into the crew {circle.crew.name} and asked them two questions. Each of
        them got letters, by real mail between servers on this machine. Here you can be any of them.
      </p>
      <ol class="steps">
        <li>Choose somebody, open the letter from {circle.crew.name} and reply a few lines.</li>
        <li>Be somebody else and reply too. Or don’t: nobody is told who stayed silent.</li>
        <li>Move the clock until the answers come back to the crew, and read what the others got to see.</li>
      </ol>
      <p class="quiet">
        Try what people do: reply “pause” or “stop”, write from another address, reply again after the answers
        went out.
      </p>
    </Page>
  );
};
