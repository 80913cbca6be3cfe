import { buySeats, hold } from './support/bookings';
import { signInBuyers } from './support/buyers';
import { type Cinema, openCinema } from './support/cinema';
import { type Listening, listen, post } from './support/client';
import { layouts, type Marquee, startMarquee } from './support/marquee';

const watch = `subscription ($id: ID!, $after: EventCursor) {
  seatMapChanged(showingId: $id, after: $after) {
    cursor occurredAt seatsAvailable
    changes { availability heldUntil price { minor } seat { label } }
  }
}`;

interface Watched {
  readonly seatMapChanged: {
    readonly cursor: string;
    readonly seatsAvailable: number;
    readonly changes: readonly {
      readonly availability: string;
      readonly heldUntil: string | null;
      readonly seat: { readonly label: string };
    }[];
  };
}

describe.each(layouts)('a seat map that two people look at, %s', (layout) => {
  let marquee: Marquee;
  let cinema: Cinema;
  beforeAll(async () => {
    marquee = await startMarquee(layout);
    cinema = await openCinema(marquee.url);
  });
  afterAll(() => marquee.stop());

  async function release(token: string, id: string): Promise<void> {
    const query = 'mutation ($id: ID!) { seatHoldRelease(id: $id) { hold { state } errors { code } } }';
    const { data } = await post(marquee.url, query, { id }, { token });
    expect(data).toEqual({ seatHoldRelease: { hold: { state: 'RELEASED' }, errors: [] } });
  }

  it('shows both a hold, a release and a sale within a second, and after a cursor what was missed', async () => {
    const { url } = marquee;
    const { showingId, seats } = cinema;
    const [buyer, visitor, ...settlers] = await signInBuyers(marquee, 42);
    const holding = async (token: string | undefined, ...labels: string[]) => {
      const { data } = await hold(url, token, { showingId, seatIds: labels.map((label) => seats[label]) });
      return data.seatHoldCreate.hold?.id ?? '';
    };
    const first = listen<Watched>(url, watch, { id: showingId }, { token: buyer?.token });
    const second = listen<Watched>(url, watch, { id: showingId });
    // Nothing but an event tells that a subscription runs: A1 comes and goes until both have seen it.
    for (const { token } of settlers) {
      await release(token, await holding(token, 'A1'));
      const found = await Promise.all([first, second].map((listening) => listening.find(() => true, 300)));
      if (found.every((event) => event !== null)) break;
    }

    const holdId = await holding(buyer?.token, 'B5', 'B6');
    expect(await nth(first, 1)).toEqual(['B5 HELD_BY_ME, B6 HELD_BY_ME', 34]);
    expect(await nth(second, 1)).toEqual(['B5 HELD, B6 HELD', 34]);
    await release(buyer?.token ?? '', holdId);
    expect(await nth(first, 2)).toEqual(['B5 FREE, B6 FREE', 36]);
    expect(await nth(second, 2)).toEqual(['B5 FREE, B6 FREE', 36]);
    const cursor = others(second).at(-1)?.seatMapChanged.cursor;
    await second.close();

    // While the second is away, somebody buys and somebody holds.
    await buySeats(marquee, visitor?.token ?? '', showingId, [seats['C1'] ?? '']);
    const visitorsHold = await holding(visitor?.token, 'C2');
    await release(visitor?.token ?? '', visitorsHold);
    expect(await nth(first, 6)).toEqual(['C2 FREE', 35]);
    await first.close();

    const back = listen<Watched>(url, watch, { id: showingId, after: cursor });
    expect(await Promise.all([1, 2, 3, 4].map((count) => nth(back, count, 10_000)))).toEqual([
      ['C1 HELD', 35],
      ['C1 SOLD', 35],
      ['C2 HELD', 34],
      ['C2 FREE', 35],
    ]);
    await holding(buyer?.token, 'C3');
    expect(await nth(back, 5)).toEqual(['C3 HELD', 34]);
    await back.close();
  });
});

/** The events of other seats than A1. */
function others({ received }: Listening<Watched>): Watched[] {
  return received.flatMap(({ data }) => {
    const isOther = data?.seatMapChanged.changes.every(({ seat }) => seat.label !== 'A1');
    return data !== null && isOther ? [data] : [];
  });
}

/** What became of which seats in the nth of them, and how many were free after it; it has a second to come. */
async function nth(listening: Listening<Watched>, count: number, withinMs = 1_000): Promise<[string, number]> {
  await listening.find(() => others(listening).length >= count, withinMs);
  const event = others(listening)[count - 1]?.seatMapChanged;
  const changes = event?.changes.map(({ availability, seat }) => `${seat.label} ${availability}`) ?? [];
  return [changes.join(', '), event?.seatsAvailable ?? -1];
}
