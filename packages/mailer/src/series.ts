import type { Calendar, LocalDateTime } from '@crewtide/domain';
import { isPlain, occurrencesOf, ruleOf } from './recurrence.ts';
import { type ZoneBlock, zoneBlockOf } from './zoneBlock.ts';

export type CalendarMeeting = Calendar['meetings'][number];
export type SlotMeeting = CalendarMeeting & { readonly slot: LocalDateTime };

/** The meetings that are occurrences of one rule. */
export interface Series {
  readonly rule: string;
  readonly zone: ZoneBlock;
  /** In the order of their slots, the first of which is the series' start. */
  readonly meetings: readonly [SlotMeeting, ...SlotMeeting[]];
  /** Of most of its meetings. */
  readonly place: string;
}

/** What it is made of doesn't change with moves and cancellations, and only grows when a season gets longer. */
export function seriesOf({ rhythm, zone, minutes, meetings }: Calendar): Series | undefined {
  const rule = ruleOf(rhythm);
  const slotted = meetings
    .filter((meeting): meeting is SlotMeeting => meeting.slot !== undefined)
    .sort((a, b) => (a.slot < b.slot ? -1 : 1));
  const start = slotted[0]?.slot;
  const block = start && zoneBlockOf(zone, start);
  if (rule === undefined || block === undefined) return undefined;
  const slots = slotted.map((meeting) => meeting.slot);
  const readAlike = (slot: LocalDateTime) => isPlain(slot, zone, minutes) && block.agreesAt(slot);
  const [first, ...others] = slotted.slice(0, occurrencesOf(rhythm, slots, zone, readAlike));
  if (first === undefined) return undefined;
  return { rule, zone: block, meetings: [first, ...others], place: usualPlace([first, ...others]) };
}

function usualPlace(meetings: readonly [CalendarMeeting, ...CalendarMeeting[]]): string {
  const counts = new Map<string, number>();
  for (const { place, on } of meetings) if (on) counts.set(place, (counts.get(place) ?? 0) + 1);
  const [usual] = [...counts].sort(([, a], [, b]) => b - a);
  return usual?.[0] ?? meetings[0].place;
}
