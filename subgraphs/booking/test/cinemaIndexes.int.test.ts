import { newId } from '@marquee/shared/ids';
import { plansOf } from '@marquee/shared/testing';
import { aBookingBed, type BookingBed } from './support/bookingBed';

let bed: BookingBed;
const theaterId = newId('theater');
const movieId = newId('movie');
const screenId = newId('screen');

/** A cinema with more of everything than a page can be sorted from: 20,000 showings, one theater's and film's each. */
beforeAll(async () => {
  bed = await aBookingBed();
  await bed.db.query(
    `insert into theater (id, name, address, time_zone)
     select case n when 0 then $1 else 'thr_' || n end, 'Theater ' || n, '{"city": "Dublin"}', 'UTC'
     from generate_series(0, 4999) as n`,
    [theaterId],
  );
  await bed.db.query(
    `insert into movie (id, title, duration_minutes)
     select case n when 0 then $1 else 'mov_' || n end, 'Film ' || n, 60 from generate_series(0, 4999) as n`,
    [movieId],
  );
  await bed.db.query(
    `insert into screen (id, theater_id, name, plan_width, plan_height)
     select case n when 0 then $1 else 'scr_' || n end, case n when 0 then $2 else 'thr_' || n end, 'One', 1, 1
     from generate_series(0, 1999) as n`,
    [screenId, theaterId],
  );
  await bed.db.query(
    `insert into seat (id, screen_id, row, number, type, x, y)
     select 'sea_' || n, case n % 2000 when 0 then $1 else 'scr_' || n % 2000 end, 'A', n / 2000 + 1, 'STANDARD', n / 2000, 1
     from generate_series(0, 19999) as n`,
    [screenId],
  );
  await bed.db.query(
    `insert into showing (id, movie_id, screen_id, theater_id, starts_at, ends_at, sales_close_at, sale,
       base_price_minor, currency)
     select 'shw_' || n, case n % 200 when 0 then $1 else 'mov_' || n % 200 end,
       case n % 200 when 0 then $2 else 'scr_' || n % 200 end, case n % 200 when 0 then $3 else 'thr_' || n % 200 end,
       starts_at, starts_at + interval '1 hour', starts_at, 'ON_SALE', 1200, 'EUR'
     from generate_series(0, 19999) as n
       cross join lateral (select timestamptz '2030-04-01T00:00:00Z' + n / 200 * interval '1 day' as starts_at) as t`,
    [movieId, screenId, theaterId],
  );
  await bed.db.query('vacuum analyze');
});
afterAll(() => bed.close());

/** How the database finds what answers the query. */
const plansFor = (query: string) =>
  plansOf(bed.db, async () => expect((await bed.ask(null, query)).errors).toBeUndefined());

describe('a page is found by an index among many', () => {
  const onSale = 'showings(first: 5, filter: { status: [ON_SALE], minSeatsAvailable: 1 }) { nodes { id } }';
  it.each([
    ['theaters by name', '{ theaters(first: 5) { nodes { id } } }', 'theater_by_name'],
    ['films by title', '{ movies(first: 5) { nodes { id } } }', 'movie_by_title'],
    ['showings by beginning', '{ showings(first: 5) { nodes { id } } }', 'showing_by_time'],
    ['showings that are on sale', `{ ${onSale} }`, 'showing_by_time'],
    [
      'showings of a film',
      `{ showings(first: 5, filter: { movieId: "${movieId}" }) { nodes { id } } }`,
      'showing_of_movie',
    ],
    ['showings of theaters', `{ theater(id: "${theaterId}") { ${onSale} } }`, 'showing_of_theater'],
    ['showings of films', `{ movie(id: "${movieId}") { ${onSale} } }`, 'showing_of_movie'],
    ['seats', `{ seats(screenId: "${screenId}", first: 5) { nodes { id } } }`, 'seat_of_screen'],
    ['films of a day', '{ movies(first: 5, filter: { showingOn: "2030-07-05" }) { nodes { id } } }', 'showing_'],
  ])('(%s)', async (_name, query, index) => {
    const plan = await plansFor(query);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (showing|seat|movie)\b/);
  });
});
