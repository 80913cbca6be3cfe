import type { Client } from 'pg';
import { lookInto } from './lookInto';
import type { Marquee } from './marquee';

interface Change {
  readonly seatId: string;
  readonly availability: 'FREE' | 'HELD' | 'SOLD' | 'BLOCKED';
}

/** When a seat was somebody's; `until` is null while it still is. Times in ms since 1970. */
interface Span {
  readonly from: number;
  until: number | null;
}

/** Looks into booking's own database, behind what it tells. */
export function lookIntoBooking<T>({ environment }: Marquee, look: (db: Client) => Promise<T>): Promise<T> {
  return lookInto(environment['BOOKING_DATABASE_URL'], look);
}

/** Each time that each seat of a showing was held or sold, from the events that booking has written down. */
export async function seatHistory(marquee: Marquee, showingId: string): Promise<ReadonlyMap<string, readonly Span[]>> {
  const { rows: events } = await lookIntoBooking(marquee, (db) =>
    db.query<{ at: string; changes: Change[] }>(
      `select envelope->>'occurredAt' as at, envelope->'data'->'changes' as changes from outbox
     where envelope->>'type' = 'seat_map.changed' and envelope->>'aggregateId' = $1 order by id`,
      [showingId],
    ),
  );
  const history = new Map<string, Span[]>();
  for (const { at, changes } of events) {
    const time = Date.parse(at);
    for (const { seatId, availability } of changes) {
      const spans = history.get(seatId) ?? [];
      const last = spans.at(-1);
      const isTaken = last !== undefined && last.until === null;
      if (availability === 'FREE' && isTaken) last.until = time;
      if (availability !== 'FREE' && !isTaken) spans.push({ from: time, until: null });
      history.set(seatId, spans);
    }
  }
  return history;
}

/** Commits come a little after the time that is written into their events. */
const slackMs = 1_000;

/** Whether the seat was somebody's for the whole of that time, so that nobody can have seen it free. */
export function wasTakenThroughout(
  spans: readonly Span[],
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): boolean {
  return spans.some(({ from, until }) => from + slackMs < startedAt && (until === null || until > endedAt + slackMs));
}
