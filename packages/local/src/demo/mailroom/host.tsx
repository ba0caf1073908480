/** @jsxImportSource hono/jsx */
import { instant } from '@crewtide/domain';
import type { HeldMailShown, LetterShown } from '../host.ts';
import { Page, type PageFrame } from './page.tsx';
import { shortAt } from './when.ts';

interface HostPageProps {
  readonly frame: PageFrame;
  readonly letters: readonly LetterShown[];
  readonly heldMail: readonly HeldMailShown[];
}

/** What the API tells a host: states of letters and held mail, never a word that was written. */
export const HostPage = ({ frame, letters, heldMail }: HostPageProps) => {
  const { circle } = frame.room;
  const nameOf = new Map(circle.people.map((person) => [person.member, person.name]));
  return (
    <Page frame={frame} title="As a host">
      <a class="back" href="/">
        Everyone
      </a>
      <h1>As a host</h1>
      <form class="ask" method="post" action="/host/ask">
        <label for="question">Ask {circle.crew.name} something</label>
        <textarea id="question" name="question" rows={2} required maxlength={500} />
        <p class="quiet">It goes out now. The answers come back in two days, at 18:00.</p>
        <button type="submit">Ask the crew</button>
      </form>
      {heldMail.length > 0 && (
        <section>
          <h2>Held mail</h2>
          <ul class="held">
            {heldMail.map((held) => (
              <Held mail={held} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>Letters</h2>
        <p class="quiet">
          What <a href={`${frame.room.demo.apiUrl}/docs`}>the API</a> tells a host: who got what, never what
          anybody wrote.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">To</th>
              <th scope="col">Letter</th>
              <th scope="col">State</th>
              <th scope="col" class="written">
                Written
              </th>
            </tr>
          </thead>
          <tbody>
            {letters.toReversed().map((letter) => (
              <tr>
                <td>{nameOf.get(letter.to) ?? letter.to}</td>
                <td>{letter.template.replaceAll('-', ' ')}</td>
                <td>
                  <span class={`state ${letter.state.name}`}>{letter.state.name}</span>
                  {letter.state.reason !== undefined && <small> {letter.state.reason}</small>}
                </td>
                <td class="written">{shortAt(instant.parse(letter.createdAt), circle.zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  );
};

const Held = ({ mail }: { readonly mail: HeldMailShown }) => (
  <li>
    <strong>{mail.sender}</strong> <span class={`state ${mail.state.name}`}>{mail.state.name}</span>
    <small>{mail.reason.replaceAll('-', ' ')}</small>
    {mail.state.name === 'held' && (
      <form method="post" action="/host/held-mail">
        <input type="hidden" name="held" value={mail.id} />
        <button type="submit" name="how" value="release" class="plain">
          Release
        </button>
        <button type="submit" name="how" value="discard" class="plain">
          Discard
        </button>
      </form>
    )}
  </li>
);
