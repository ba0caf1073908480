import type { Context } from 'hono';
import type { PageFrame } from './page.tsx';
import type { Room } from './room.ts';

/** What every page shows around its own: the clock, the people and the news that a form's answer brought. */
export async function frameOf(c: Context, room: Room): Promise<PageFrame> {
  const { demo, circle } = room;
  return {
    room,
    clock: { now: demo.clock.now(), next: await demo.nextDue(), zone: circle.zone },
    path: c.req.path,
    news: newsOf(c.req.query()),
  };
}

/** Numbers and known words only: nothing that a link says is shown as news. */
function newsOf(query: Readonly<Record<string, string>>): string | undefined {
  if (query.sent === 'yes')
    return `The reply was sent over SMTP, and Crewtide has read it.${arrived(query.came)}`;
  if (query.asked === 'yes') return `The crew was asked.${arrived(query.came)}`;
  if (query.moved === 'yes') return `The clock has moved.${arrived(query.came) || ' No letter came.'}`;
  return undefined;
}

function arrived(came: string | undefined): string {
  const count = /^\d{1,4}$/.test(came ?? '') ? Number(came) : 0;
  if (count === 0) return '';
  return count === 1 ? ' One letter came.' : ` ${count} letters came.`;
}
