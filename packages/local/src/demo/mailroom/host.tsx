/** @jsxImportSource hono/jsx */
import { instant } from '@crewtide/domain';
import type { HeldMailShown, LetterShown, SeasonShown } from '../host.ts';
import type { CrewFormed } from '../setUp.ts';
import { Page, type PageFrame } from './page.tsx';
import { placeOf, shortAt } from './when.ts';

interface HostPageProps {
  readonly frame: PageFrame;
  readonly seasons: readonly { readonly crew: CrewFormed; readonly season: SeasonShown }[];
  readonly letters: readonly LetterShown[];
  readonly heldMail: readonly HeldMailShown[];
}

/** What the API tells a host: states of letters and held mail, never a word that was written. */
export const HostPage = ({ frame, seasons, letters, heldMail }: HostPageProps) => {
  const { circle } = frame.room;
  const nameOf = new Map(circle.people.map((person) => [person.member, person.name]));
  return (
    <Page frame={frame} title="As a host">
      <a class="back" href="/">
        Everyone
      </a>
      <h1>As a host</h1>
      {seasons.map(({ crew, season }) => (
        <Season crew={crew} season={season} />
      ))}
      <form class="ask" method="post" action="/host/ask">
        <h2>Ask a crew something besides</h2>
        <label for="crew">Crew</label>
        <select id="crew" name="crew">
          {circle.crews.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
        <label for="question">Question</label>
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

const Season = ({ crew, season }: HostPageProps['seasons'][number]) => (
  <section>
    <h2>
      {crew.name} <small>{STATES[season.state.name]}</small>
    </h2>
    <ul class="meetings">
      {season.meetings.map(({ at, on }) => (
        <li>{on ? shortAt(at, crew.zone) : <s>{shortAt(at, crew.zone)}</s>}</li>
      ))}
    </ul>
    <p class="quiet">{placeOf(crew.zone)} time</p>
  </section>
);

const STATES = { running: 'in its season', reviewing: 'in its review', ended: 'complete' } as const;

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
