import type { Store } from '@crewtide/flows';
import { z } from 'zod';
import type { IncomingMail, TestHouse } from '../support/house.ts';
import type { PlayedHouse } from '../support/houseSeason.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import type { MailboxMail } from '../support/resend/account.ts';
import type { Cloud } from './cloud.ts';

/** A cloud as a story plays in it: its hosts are at the API, its members at their mail. */
export interface CloudHouse extends PlayedHouse, Pick<TestHouse, 'comesIn' | 'mailOf' | 'settle'> {
  readonly deps: { readonly store: Store };
}

/** So many ticks suffice for everything that follows from one happening, whatever the queues lose. */
const TICKS = 60;

export function houseIn(cloud: Cloud): CloudHouse {
  const { clock, store, resend } = cloud;
  const boxes: DeliveredMail[] = [];
  resend.onMail((mail) => boxes.push(delivered(mail)));

  async function settle(): Promise<number> {
    const before = faultsOf(cloud);
    for (let tick = 0; tick < TICKS; tick += 1) {
      clock.pass({ milliseconds: 1 });
      const handed = await cloud.tick();
      if (handed === 0 && (await isAtRest(cloud))) return faultsOf(cloud) - before;
    }
    throw new Error('the cloud never comes to rest');
  }

  return {
    deps: { store },
    clock,
    carrier: { mailboxes: boxes },
    settle,
    async settleAt(at) {
      clock.goTo(at);
      return settle();
    },
    async comesIn({ bytes, envelope }: IncomingMail) {
      const { logged } = cloud.host('receive');
      const before = logged.length;
      await resend.receive(bytes, envelope);
      await settle();
      return outcomeIn(logged.slice(before));
    },
    mailOf: (address) => boxes.filter(({ to }) => to === address),
  };
}

const delivered = ({ letterId = '', to, returnPath, messageId, bytes }: MailboxMail): DeliveredMail => ({
  key: letterId,
  to,
  returnPath,
  messageId,
  bytes,
});

const isAtRest = async ({ store, clock }: Cloud): Promise<boolean> =>
  (await store.due(clock.now(), 1)).length === 0;

const line = z.looseObject({ level: z.string(), event: z.string() });

/** The lines of the log, without metrics. */
const linesOf = (logged: readonly string[]) =>
  logged.flatMap((text) => {
    const read = line.safeParse(JSON.parse(text));
    return read.success ? [read.data] : [];
  });

const faultsOf = ({ logged }: Cloud): number =>
  linesOf(logged()).filter(({ level }) => level === 'ERROR').length;

/** What the log says of the mail that was just received: its outcome, with the reason where there is one. */
function outcomeIn(logged: readonly string[]): string {
  const received = linesOf(logged).find(({ event }) => event === 'mail received');
  if (received === undefined) return 'not received';
  const { outcome, why } = received;
  return why === undefined ? `${outcome}` : `${outcome}: ${why}`;
}
