import { buySeats } from './support/bookings';
import { type Cinema, openCinema } from './support/cinema';
import { type Credentials, post } from './support/client';
import { place } from './support/foodOrders';
import { dinnerFrom, openStalls, type Stall } from './support/foodStreet';
import { forAll } from './support/forAll';
import { type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, register } from './support/people';
import { fillShelves } from './support/shop';
import { countStatements, type StatementCounter } from './support/statements';
import { addMethod } from './support/till';

const few = 3;
const many = 30;
/** The rows are made in groups. */
const atOnce = 5;

type Database = 'users' | 'food' | 'booking' | 'catalog';
type Page = { nodes: readonly unknown[] };

describe('a nested query', () => {
  let marquee: Marquee;
  let stalls: Stall[];
  const cinemas: Cinema[] = [];
  let counter: StatementCounter<Database>;
  const callers: Record<'customer' | 'administrator', Credentials> = { customer: {}, administrator: {} };

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    const { url, environment } = marquee;
    callers.customer = await register(url, 'Nora');
    callers.administrator = { token: await logInAsAdministrator(url) };
    const databaseOf = (name: string) => environment[`${name}_DATABASE_URL`] ?? '';
    counter = countStatements({
      users: databaseOf('USERS'),
      food: databaseOf('FOOD'),
      booking: databaseOf('BOOKING'),
      catalog: databaseOf('CATALOG'),
    });
  });

  // Each part by itself: together they take longer than a hook may on a busy machine.
  beforeAll(async () => {
    stalls = await openStalls(marquee.url, many);
  });

  beforeAll(() => forAll(stalls, atOnce, (stall) => order(callers.customer, stall)));

  beforeAll(async () => {
    // One after the other: a service that checks passwords sends a crowd away.
    await forAll(Array(many - 1).keys(), 1, async () => order(await register(marquee.url, 'Oscar'), firstStall()));
  });

  beforeAll(() =>
    forAll(Array(many).keys(), atOnce, async (nth) => {
      cinemas.push(await openCinema(marquee.url, `Cinema ${nth}`, { capacity: 12 }));
    }),
  );

  beforeAll(async () => {
    // One for all bookings: somebody has a card once, and two who add it at the same moment are in each other's way.
    const method = await addMethod(marquee.url, callers.customer.token);
    await forAll(cinemas, atOnce, (cinema) => book(callers.customer, method, cinema));
  });

  beforeAll(() => fillShelves(marquee.url, many));

  afterAll(async () => {
    counter.stop();
    await marquee.stop();
  });

  const firstStall = (): Stall => stalls[0] ?? { restaurantId: '', pizzaId: '', lemonadeId: '' };

  async function order({ token }: Credentials, stall: Stall): Promise<void> {
    const { data } = await place(marquee.url, token, dinnerFrom(stall));
    expect(data.foodOrderPlace.errors).toEqual([]);
  }

  /** Books two seats, and pays for them. */
  async function book({ token = '' }: Credentials, method: string, { showingId, seats }: Cinema): Promise<void> {
    await buySeats(marquee, token, showingId, [seats['A1'] ?? '', seats['A2'] ?? ''], method);
  }

  /** Asks for so many rows and tells what that took. */
  async function ask(query: string, pageOf: (data: never) => Page, rows: number, credentials: Credentials) {
    const variables = {
      first: rows,
      ...(query.includes('$restaurantId') && { restaurantId: firstStall().restaurantId }),
    };
    const { result, statements } = await counter.during(() => post(marquee.url, query, variables, credentials));
    expect(result.errors).toEqual([]);
    expect(pageOf(result.data as never).nodes).toHaveLength(rows);
    return statements;
  }

  it.each<[string, keyof typeof callers, Database[], string, (data: never) => Page]>([
    [
      'from restaurants over menus and dishes to categories',
      'customer',
      ['food'],
      `query ($first: Int) {
        restaurants(first: $first) { nodes { name menu { price { decimal } food { name category { name } } } } }
      }`,
      ({ restaurants }: { restaurants: Page }) => restaurants,
    ],
    [
      'from categories over their dishes back to the category',
      'customer',
      ['food'],
      `query ($first: Int) {
        foodCategories(first: $first) { nodes { name foods(first: 5) { nodes { name category { name } } } } }
      }`,
      ({ foodCategories }: { foodCategories: Page }) => foodCategories,
    ],
    [
      'from me over my orders, their lines and menu items to restaurants',
      'customer',
      ['users', 'food'],
      `query ($first: Int) {
        me {
          displayName
          foodOrders(first: $first) { nodes { number lines { name menuItem { price { minor } restaurant { name } } } } }
        }
      }`,
      ({ me }: { me: { foodOrders: Page } }) => me.foodOrders,
    ],
    [
      'from orders of many customers to the customers, in another subgraph',
      'administrator',
      ['users', 'food'],
      `query ($first: Int, $restaurantId: ID) {
        foodOrders(first: $first, filter: { restaurantId: $restaurantId }) {
          nodes { number customer { displayName email } lines { menuItem { food { name } } } timeline { status } }
        }
      }`,
      ({ foodOrders }: { foodOrders: Page }) => foodOrders,
    ],
    [
      'from theaters over screens to their seats, and over showings to films',
      'customer',
      ['booking'],
      `query ($first: Int) {
        theaters(first: $first) {
          nodes {
            name capacity
            screens { name seatPlan { capacity seats { label neighborIds } } }
            showings(first: 5) { nodes { status seatsAvailable movie { title } } }
          }
        }
      }`,
      ({ theaters }: { theaters: Page }) => theaters,
    ],
    [
      'from showings to what is free and what it costs',
      'customer',
      ['booking'],
      `query ($first: Int) {
        showings(first: $first) {
          nodes { theater { name } waitlistLength priceTiers { seatType } seatStates { availability price { minor } seat { label } } }
        }
      }`,
      ({ showings }: { showings: Page }) => showings,
    ],
    [
      'from me over my bookings and their seats to films and theaters',
      'customer',
      ['users', 'booking'],
      `query ($first: Int) {
        me {
          displayName
          bookings(first: $first) {
            nodes {
              bookingNumber cancellableUntil timeline { status } customer { displayName }
              showing { status movie { title } theater { name } } seats { price { minor } seat { label } } tickets { code }
            }
          }
        }
      }`,
      ({ me }: { me: { bookings: Page } }) => me.bookings,
    ],
    [
      'from bookings of many showings to their customers, in another subgraph',
      'administrator',
      ['users', 'booking'],
      `query ($first: Int) {
        bookings(first: $first) { nodes { bookingNumber customer { displayName email } showing { screen { name } } } }
      }`,
      ({ bookings }: { bookings: Page }) => bookings,
    ],
    [
      'from products over their categories to those above and beside them, to stock and to prices',
      'administrator',
      ['catalog'],
      `query ($first: Int) {
        products(first: $first) {
          totalCount
          facets { field buckets { value count } }
          nodes {
            title stock { status available onHand } prices { decimal }
            category { name parent { name children { name } } }
          }
        }
      }`,
      ({ products }: { products: Page }) => products,
    ],
    [
      'from products over their categories back to products',
      'customer',
      ['catalog'],
      `query ($first: Int) {
        products(first: $first, orderBy: { field: TITLE, direction: ASC }) {
          nodes {
            category {
              products(first: 5) {
                totalCount facets { field } nodes { title stock { available } category { slug } }
              }
            }
          }
        }
      }`,
      ({ products }: { products: Page }) => products,
    ],
  ])('%s takes as many statements for thirty rows as for three', async (_way, caller, databases, query, pageOf) => {
    const forFew = await ask(query, pageOf, few, callers[caller]);
    const forMany = await ask(query, pageOf, many, callers[caller]);
    expect(forMany).toEqual(forFew);
    for (const database of databases) expect(forFew[database].length).toBeGreaterThan(0);
  });
});
