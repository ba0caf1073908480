/** @jsxImportSource hono/jsx */
import { html } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { ClockBar, type ClockShown } from './clockBar.tsx';
import { People } from './people.tsx';
import type { Room } from './room.ts';

export interface PageFrame {
  readonly room: Room;
  readonly clock: ClockShown;
  /** This page's path: where the clock's button comes back to, and what is marked as current. */
  readonly path: string;
  /** One sentence about what has just happened. */
  readonly news: string | undefined;
}

type PageProps = PropsWithChildren<{ readonly frame: PageFrame; readonly title: string }>;

export const Page = ({ frame, title, children }: PageProps) =>
  html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Mailroom`}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body class={frame.path === '/' ? 'home' : 'inner'}>
        <header class="top">
          <a class="brand" href="/">
            Mailroom <span>{frame.room.circle.name}</span>
          </a>
          <p>Everything here is on this machine. Nothing leaves it.</p>
        </header>
        <ClockBar clock={frame.clock} back={frame.path} />
        {frame.news !== undefined && (
          <p class="news" role="status">
            {frame.news}
          </p>
        )}
        <div class="columns">
          <People room={frame.room} path={frame.path} />
          <main>{children}</main>
        </div>
      </body>
    </html>
  )}`;
