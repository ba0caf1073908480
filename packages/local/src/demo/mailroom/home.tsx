/** @jsxImportSource hono/jsx */
import { Page, type PageFrame } from './page.tsx';

export const Home = ({ frame }: { readonly frame: PageFrame }) => {
  const { circle } = frame.room;
  const [first, second] = circle.crews.map(({ name }) => name);
  return (
    <Page frame={frame} title={circle.name}>
      <h1>Twelve mailboxes, two crews</h1>
      <p>
        A host has just formed {first}, which meets every week, and {second}, which meets by the full moon.
        All of them got letters, by real mail between servers on this machine. Here you can be any of them.
      </p>
      <ol class="steps">
        <li>Be somebody: open “this is your crew”, with five meetings for your calendar.</li>
        <li>
          Move the clock until the first prompt comes, two days before a meeting, at nine where each of them
          lives. Reply a few lines; a photo is welcome.
        </li>
        <li>
          Be somebody else and reply too. Or don’t: nobody is told who stayed silent. Move on, and the answers
          come back to the crew.
        </li>
        <li>
          Whoever hosts the next meeting can change it: reply “move to Thursday 20:00”, then “undo”, or
          “cancel”, “skip”, “we meet at the library”.
        </li>
        <li>
          After the fifth meeting comes the review. Answer it as you like: numbered, between the lines, in one
          paragraph. With three yeses the crew goes on.
        </li>
      </ol>
      <p class="quiet">
        Try what people do: reply “pause” or “stop”, write from another address, reply to the answers, reply
        “keep” when a season has ended.
      </p>
    </Page>
  );
};
