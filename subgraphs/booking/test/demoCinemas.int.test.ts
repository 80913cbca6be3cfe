import { seedDemoCinemas } from '../src';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aCustomer } from './support/people';
import { holdSeats } from './support/sales';

let bed: BookingBed;
const seed = () => seedDemoCinemas({ databaseUrl: bed.databaseUrl }, bed);
const counts = async () => {
  const [row] = (await bed.db.query(
    `select (select count(*)::int from theater) as theaters, (select count(*)::int from seat) as seats,
       (select count(*)::int from movie) as movies, (select count(*)::int from showing) as showings`,
  )) as [{ theaters: number; seats: number; movies: number; showings: number }];
  return row;
};

beforeAll(async () => {
  bed = await aBookingBed();
  await seed();
});
afterAll(() => bed.close());

interface Showings {
  readonly showings: {
    readonly nodes: readonly {
      readonly id: string;
      readonly seatsTotal: number;
      readonly seatsAvailable: number;
      readonly status: string;
      readonly bestSeats: readonly { readonly seats: readonly { readonly label: string }[] }[];
    }[];
  };
}

describe('the demo cinemas', () => {
  it('have seats on sale from which anybody can hold the best', async () => {
    const query = `query ($from: DateTime!) {
      showings(first: 12, filter: { from: $from, status: [ON_SALE] }) {
        nodes { id status seatsTotal seatsAvailable bestSeats(partySize: 2) { seats { label } } }
      }
    }`;
    const { data } = await bed.ask<Showings>(null, query, { from: bed.clock.now() });
    expect(data.showings.nodes).toHaveLength(12);
    for (const showing of data.showings.nodes) {
      expect(showing.seatsAvailable).toBe(showing.seatsTotal);
      expect(showing.seatsTotal).toBeGreaterThan(30);
      expect(showing.bestSeats[0]?.seats).toHaveLength(2);
    }
    const showingId = data.showings.nodes[0]?.id ?? '';
    expect(await holdSeats(bed, aCustomer(), { showingId, partySize: 2 })).toMatchObject({ errors: [] });
  });

  it('are not made twice, and keep what people have changed', async () => {
    const before = await counts();
    await bed.db.query(`update theater set name = 'Renamed' where name = 'Kino Stoneybatter'`);
    await bed.db.query('delete from seat where id = (select id from seat order by id limit 1)');
    await seed();
    expect(await counts()).toEqual({ ...before, seats: before.seats - 1 });
    expect(await bed.db.query(`select from theater where name = 'Renamed'`)).toHaveLength(1);
  });

  it('show another day when another day has begun', async () => {
    const before = await counts();
    await bed.setNow('2030-07-04T12:00:00.000Z');
    await seed();
    const after = await counts();
    expect(after).toEqual({ ...before, showings: before.showings + 6 * 5 });
  });
});
