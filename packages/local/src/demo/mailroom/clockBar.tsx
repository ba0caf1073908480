/** @jsxImportSource hono/jsx */
import type { Instant, TimeZone } from '@crewtide/domain';
import { dayAt, placeOf, shortAt, timeAt } from './when.ts';

export interface ClockShown {
  readonly now: Instant;
  readonly next: Instant | undefined;
  readonly zone: TimeZone;
}

export const ClockBar = ({ clock, back }: { readonly clock: ClockShown; readonly back: string }) => (
  <section class="clock" aria-label="Clock">
    <p class="now">
      <span class="time">{timeAt(clock.now, clock.zone)}</span>
      <span class="day">
        {dayAt(clock.now, clock.zone)}
        <small>{placeOf(clock.zone)} time</small>
      </span>
    </p>
    {clock.next === undefined ? (
      <p class="quiet">
        Nothing is due. <a href="/host">Ask the crew something</a>
      </p>
    ) : (
      <form method="post" action="/clock">
        <input type="hidden" name="back" value={back} />
        <button type="submit">
          Go to the next thing that is due
          <small>{shortAt(clock.next, clock.zone)}</small>
        </button>
      </form>
    )}
  </section>
);
