import { demoMovies } from './demoMovies';
import { demoSlots } from './demoShowings';

const zone = 'Europe/Dublin';
const minuteMs = 60_000;

describe('what the demo cinemas show', () => {
  it.each(['2026-11-25T13:00:00Z', '2026-03-28T23:59:00Z', '2026-10-24T22:31:00Z'])(
    'is on sale at %s, and for two weeks',
    (time) => {
      const now = new Date(time);
      const slots = demoSlots(0, demoMovies.length, zone, now);
      expect(slots.every(({ startsAt }) => startsAt > now)).toBe(true);
      expect((slots[0]?.startsAt.getTime() ?? 0) - now.getTime()).toBeLessThan(12 * 60 * minuteMs);
      expect((slots.at(-1)?.startsAt.getTime() ?? 0) - now.getTime()).toBeGreaterThan(14 * 24 * 60 * minuteMs);
    },
  );

  it('never overlaps, over changes of the clocks too', () => {
    for (const time of ['2026-03-20T09:00:00Z', '2026-10-17T09:00:00Z', '2026-11-25T13:00:00Z']) {
      const slots = demoSlots(3, demoMovies.length, zone, new Date(time));
      const overlaps = slots.filter(({ startsAt, movieIndex }, index) => {
        const next = slots[index + 1];
        const ends = startsAt.getTime() + (demoMovies[movieIndex]?.durationMinutes ?? 0) * minuteMs;
        return next !== undefined && next.startsAt.getTime() < ends;
      });
      expect(overlaps).toEqual([]);
    }
  });

  it('is the same film at the same time on whichever day it is asked', () => {
    const early = new Map(demoSlots(1, 8, zone, new Date('2026-11-25T08:00:00Z')).map((slot) => [slot.key, slot]));
    const late = demoSlots(1, 8, zone, new Date('2026-11-28T15:00:00Z'));
    const both = late.filter(({ key }) => early.has(key));
    expect(both.length).toBeGreaterThan(50);
    for (const slot of both) expect(slot).toEqual(early.get(slot.key));
  });
});
