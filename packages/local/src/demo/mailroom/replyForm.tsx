/** @jsxImportSource hono/jsx */
import type { Mail } from '../mail.ts';
import { otherAddressOf } from '../people.ts';
import { CLIENTS, type Client } from '../quoting.ts';
import type { Person } from '../setUp.ts';

const MANNERS: Readonly<Record<Client, { readonly name: string; readonly how: string }>> = {
  gmail: { name: 'Gmail', how: 'words on top, quote below' },
  thunderbird: { name: 'Thunderbird', how: 'quote first, words below' },
  'apple-mail': { name: 'Apple Mail', how: 'between the lines of the quote' },
  'no-quote': { name: 'A phone', how: 'words alone' },
};

interface ReplyFormProps {
  readonly person: Person;
  readonly answers: Mail;
  readonly action: string;
}

export const ReplyForm = ({ person, answers, action }: ReplyFormProps) => (
  <form class="reply" method="post" action={action} enctype="multipart/form-data">
    <h2 id="reply">Reply as {person.name}</h2>
    <input type="hidden" name="answers" value={answers.id} />
    <label for="words" class="aside">
      Your words
    </label>
    <textarea id="words" name="words" rows={5} maxlength={20_000} placeholder="A few lines…" />
    <div class="choices">
      <p>
        <label for="client">Written in</label>
        <select id="client" name="client">
          {CLIENTS.map((client) => (
            <option value={client}>{`${MANNERS[client].name}: ${MANNERS[client].how}`}</option>
          ))}
        </select>
      </p>
      <p>
        <label for="from">From</label>
        <select id="from" name="from">
          <option value="own">{person.address}</option>
          <option value="other">{`${otherAddressOf(person.address)}, unknown to Crewtide`}</option>
        </select>
      </p>
      <p>
        <label for="picture">With a photo</label>
        <input id="picture" name="picture" type="file" accept="image/*" />
      </p>
    </div>
    <button type="submit">Send the reply</button>
  </form>
);
