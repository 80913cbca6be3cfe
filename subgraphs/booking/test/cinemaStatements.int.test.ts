import { countStatements } from '@marquee/shared/database';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aMovie, aScreen, aShowing, aTheater, eur } from './support/builders';

let bed: BookingBed;
beforeAll(async () => {
  bed = await aBookingBed();
  for (let index = 0; index < 30; index += 1) {
    const theaterId = await aTheater(bed, { name: `Theater ${index}` });
    const movieId = await aMovie(bed, { title: `Film ${index}` });
    for (const name of ['One', 'Two']) {
      const screenId = await aScreen(bed, { theaterId, name });
      const price = eur(800);
      const priceTiers = [{ seatType: 'STANDARD', audience: 'CHILD', price }];
      await aShowing(bed, { screenId, movieId, priceTiers });
    }
  }
});
afterAll(() => bed.close());

/** How many statements answer the query for a page of that many, all of which are there. */
async function statementsFor(query: string, first: number): Promise<readonly string[]> {
  const { result, statements } = await countStatements(bed.db, () =>
    bed.ask<{ list: { nodes: unknown[] } }>(null, query, { first }),
  );
  expect(result.errors).toBeUndefined();
  expect(result.data.list.nodes).toHaveLength(first);
  return statements;
}

describe('the number of statements does not grow with the number of rows', () => {
  it.each<[string, number, string]>([
    [
      // Theaters; capacities; screens; capacities of these; seats.
      'from theaters over screens to their seats',
      5,
      `query ($first: Int) { list: theaters(first: $first) { nodes {
        name capacity
        screens { name seatPlan { capacity sections { name } seats { label neighborIds } } }
      } } }`,
    ],
    [
      // Films; showings; counts; the time; tiers; theaters; screens; theaters of these are there already.
      'from films over showings to where they are',
      7,
      `query ($first: Int) { list: movies(first: $first) { nodes {
        title
        showings { totalCount nodes {
          status basePrice { minor } priceTiers { price { minor } } theater { name } screen { name theater { name } }
        } }
      } } }`,
    ],
    [
      // Theaters; showings; films; and the showings of these.
      'from theaters over showings to films and back',
      4,
      `query ($first: Int) { list: theaters(first: $first) { nodes {
        showings(first: 1) { nodes { movie { title showings(first: 2) { nodes { startsAt } } } } }
      } } }`,
    ],
    [
      // Showings; the time; films; screens; seats.
      'from showings to films, screens and seats',
      5,
      `query ($first: Int) { list: showings(first: $first) { nodes {
        status movie { title } screen { seatPlan { seats { id } } }
      } } }`,
    ],
  ])('%s', async (_name, expected, query) => {
    expect(await statementsFor(query, 3)).toHaveLength(expected);
    expect(await statementsFor(query, 30)).toHaveLength(expected);
  });

  it('of lists that are narrowed alike, and grows with how many differ', async () => {
    const query = `query ($first: Int) { list: theaters(first: $first) { nodes {
      a: showings(first: 2, filter: { status: [ON_SALE], minSeatsAvailable: 1 }) { nodes { id } totalCount }
      b: showings(first: 2, filter: { status: [ON_SALE], minSeatsAvailable: 1 }) { nodes { id } totalCount }
      c: showings(first: 1, filter: { status: [ON_SALE], minSeatsAvailable: 1 }) { nodes { id } totalCount }
    } } }`;
    // Theaters; two pages; one count.
    expect(await statementsFor(query, 3)).toHaveLength(4);
    expect(await statementsFor(query, 30)).toHaveLength(4);
  });

  it('for references of every type', async () => {
    const { data } = await bed.ask<{
      showings: { nodes: Record<'id' | '__typename', string>[] };
    }>(
      null,
      `{ showings(first: 3) { nodes { __typename id
        movie { __typename id } theater { __typename id } screen { __typename id seatPlan { seats { __typename id } } }
      } } }`,
    );
    const representations = [...JSON.stringify(data).matchAll(/"__typename":"(\w+)","id":"(\w+-[\w-]+)"/g)].map(
      ([, __typename, id]) => ({ __typename, id }),
    );
    expect(new Set(representations.map(({ __typename }) => __typename)).size).toBe(5);
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on Theater { name } ... on Screen { name } ... on Seat { label } ... on Movie { title }
        ... on Showing { startsAt }
      }
    }`;
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ _entities: ({ __typename: string } | null)[] }>(null, query, { representations }),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data._entities.map((entity) => entity?.__typename)).toEqual(
      representations.map(({ __typename }) => __typename),
    );
    expect(statements).toHaveLength(5);
  });
});
