import { eventually } from '@marquee/shared/testing';
import type { BookingBed } from './bookingBed';

/** Waits until all that has happened is on the bus: a stream that begins now has none of it. */
export async function allTold({ db }: Pick<BookingBed, 'db'>): Promise<void> {
  await eventually(async () => {
    const waiting: unknown[] = await db.query('select from outbox where published_at is null');
    expect(waiting).toEqual([]);
  });
}
