import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '@marquee/shared/seeding';
import { book, type HoldAnswer, hold, type Problem } from './support/bookings';
import { type Buyer, signInBuyers } from './support/buyers';
import { type Cinema, openCinema, price } from './support/cinema';
import { type Answer, post } from './support/client';
import { forAll } from './support/forAll';
import { type Marquee, startMarquee } from './support/marquee';
import { lookIntoBooking, seatHistory, wasTakenThroughout } from './support/seatHistory';

/** Asks as a client does: what is not available just now, or not answered, is asked again, with the same key. */
async function untilAvailable<T>(ask: (idempotencyKey: string) => Promise<Answer<T>>): Promise<Answer<T>> {
  const key = randomUUID();
  for (;;) {
    const answer = await ask(key).catch(() => null);
    const isAway = answer?.errors.some(({ extensions }) => extensions['code'] === 'DOWNSTREAM_UNAVAILABLE') ?? true;
    if (answer !== null && !isAway) return answer;
    await pause(200);
  }
}

interface Refusal {
  readonly problem: Problem;
  readonly startedAt: number;
  readonly endedAt: number;
}

describe('buyers who race for seats, through the gateway', () => {
  let marquee: Marquee;
  beforeAll(async () => {
    // What is shown here is who gets which seat, however long the crowd waits on a busy machine.
    marquee = await startMarquee('colocated', {
      environment: { SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' },
    });
  });
  afterAll(() => marquee.stop());

  async function available({ showingId }: Cinema): Promise<{ seatsAvailable: number; seatsTotal: number }> {
    const query = 'query ($id: ID!) { showing(id: $id) { seatsAvailable seatsTotal } }';
    const { data } = await post<{ showing: { seatsAvailable: number; seatsTotal: number } }>(marquee.url, query, {
      id: showingId,
    });
    return data.showing;
  }

  async function checkAlternatives({ showingId }: Cinema, refusals: readonly Refusal[]): Promise<void> {
    const history = await seatHistory(marquee, showingId);
    const offered = refusals.flatMap(({ problem, ...window }) =>
      (problem.alternatives ?? []).flatMap(({ seats }) => seats.map(({ id }) => ({ id, window }))),
    );
    expect(offered.filter(({ id, window }) => wasTakenThroughout(history.get(id) ?? [], window))).toEqual([]);
  }

  it('two hundred want one seat: one has it, 199 are told so, with seats that are free', async () => {
    const cinema = await openCinema(marquee.url, 'Lantern Cinema', { capacity: 60 });
    const buyers = await signInBuyers(marquee, 200);
    const winners: Buyer[] = [];
    const refusals: Refusal[] = [];
    await Promise.all(
      buyers.map(async (buyer) => {
        const startedAt = Date.now();
        const seats = [{ seatId: cinema.seats['C6'] }];
        const { status, data, errors } = await untilAvailable((idempotencyKey) =>
          book(marquee.url, buyer.token, { showingId: cinema.showingId, seats, idempotencyKey }),
        );
        expect({ status, errors }).toEqual({ status: 200, errors: [] });
        const [problem] = data.bookingCreate.errors;
        if (problem === undefined) winners.push(buyer);
        else refusals.push({ problem, startedAt, endedAt: Date.now() });
      }),
    );
    expect(winners).toHaveLength(1);
    expect(refusals.map(({ problem }) => problem.__typename)).toEqual(
      Array.from({ length: 199 }, () => 'SeatUnavailableError'),
    );
    for (const { problem } of refusals) {
      expect(problem.takenSeatIds).toEqual([cinema.seats['C6']]);
      expect(problem.alternatives).toHaveLength(3);
    }
    await checkAlternatives(cinema, refusals);
    expect(await available(cinema)).toEqual({ seatsAvailable: 59, seatsTotal: 60 });
    const claims = await lookIntoBooking(marquee, (db) =>
      db.query('select b.customer_id from seat_claim c join booking b on b.id = c.booking_id where c.showing_id = $1', [
        cinema.showingId,
      ]),
    );
    expect(claims.rows).toEqual([{ customer_id: winners[0]?.id }]);
  });

  it('two thousand want blocks all over one screen: what is sold and what is free is the room, no seat twice', async () => {
    const capacity = 480;
    const cinema = await openCinema(marquee.url, 'Harbour Picture House', { capacity });
    const { url } = marquee;
    const { showingId } = cinema;
    const seatIds = Object.values(cinema.seats);
    const buyers = await signInBuyers(marquee, 2_000);
    const random = seededRandom(20_301_203);
    const wishes = buyers.map(() => {
      const size = 1 + Math.floor(random() * 4);
      const first = Math.floor(random() * (capacity - size));
      return { seats: seatIds.slice(first, first + size), afterwards: random() };
    });
    const refusals: Refusal[] = [];
    const outcomes = { booked: 0, released: 0, held: 0, refused: 0 };

    await forAll(buyers, 20, async ({ token }, index) => {
      const wish = wishes[index] ?? { seats: [], afterwards: 0 };
      const startedAt = Date.now();
      const { data, errors } = await untilAvailable((idempotencyKey) =>
        hold(url, token, { showingId, seatIds: wish.seats, idempotencyKey }),
      );
      const answer = data?.seatHoldCreate;
      if (errors.length > 0 || answer === undefined) throw new Error(JSON.stringify(errors));
      const outcome = answer.hold === null ? 'refused' : await decide(answer.hold, token, wish.afterwards);
      outcomes[outcome] += 1;
      for (const problem of answer.errors) refusals.push({ problem, startedAt, endedAt: Date.now() });
    });

    // The race is worth nothing when nobody met anybody.
    expect(outcomes.refused).toBeGreaterThan(1_000);
    expect(outcomes.booked).toBeGreaterThan(50);
    expect(outcomes.released).toBeGreaterThan(10);
    expect(new Set(refusals.map(({ problem }) => problem.code))).toEqual(new Set(['SEAT_UNAVAILABLE']));
    expect(refusals.filter(({ problem }) => !problem.takenSeatIds?.length)).toEqual([]);
    await checkAlternatives(cinema, refusals);

    const [sold] = await lookIntoBooking(marquee, async (db) => {
      const { rows } = await db.query<{ claims: number; booked: number; held: number; twice: number }>(
        `select
           (select count(*)::int from seat_claim where showing_id = $1) as claims,
           (select count(*)::int from booked_seat s join booking b on b.id = s.booking_id
            where b.showing_id = $1 and b.status = 'PENDING_PAYMENT') as booked,
           (select count(*)::int from seat_hold_seat s join seat_hold h on h.id = s.hold_id
            where h.showing_id = $1 and h.state = 'ACTIVE') as held,
           (select count(*)::int from (
              select from booked_seat s join booking b on b.id = s.booking_id
              where b.showing_id = $1 and b.status = 'PENDING_PAYMENT' group by s.seat_id having count(*) > 1
            ) as seats) as twice`,
        [showingId],
      );
      return rows;
    });
    expect(sold).toMatchObject({ twice: 0, claims: (sold?.booked ?? 0) + (sold?.held ?? 0) });
    const { seatsAvailable, seatsTotal } = await available(cinema);
    expect(seatsTotal).toBe(capacity);
    expect(seatsAvailable + (sold?.claims ?? 0)).toBe(capacity);
  }, 300_000);

  type Held = NonNullable<HoldAnswer['hold']>;

  /** Most book what they hold, some give it back, some do nothing. @throws Error when that is refused */
  async function decide({ id, seats }: Held, token: string, chance: number): Promise<'booked' | 'released' | 'held'> {
    if (chance >= 0.85) return 'held';
    if (chance >= 0.7) {
      const query = 'mutation ($id: ID!) { seatHoldRelease(id: $id) { hold { state } errors { code } } }';
      const { data } = await untilAvailable(() =>
        post<{ seatHoldRelease: { hold: { state: string } } }>(marquee.url, query, { id }, { token }),
      );
      if (data?.seatHoldRelease.hold.state !== 'RELEASED') throw new Error(JSON.stringify(data));
      return 'released';
    }
    const expectedTotal = { ...price, minor: price.minor * seats.length };
    const { data, errors } = await untilAvailable((idempotencyKey) =>
      book(marquee.url, token, { holdId: id, expectedTotal, idempotencyKey }),
    );
    if (data?.bookingCreate?.booking == null) throw new Error(JSON.stringify([errors, data]));
    return 'booked';
  }
});
