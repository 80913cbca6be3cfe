import { indexedPlansOf } from '@marquee/shared/testing';
import { seedLargeCity } from '../src';
import { checkOpeningHours } from '../src/domain/openingHours';
import { RestaurantEntity } from '../src/persistence/restaurant.entity';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { anAdmin, someone } from './support/people';

let bed: FoodBed;
let added: number;
const seed = (restaurants = 2_000) =>
  seedLargeCity({ databaseUrl: bed.databaseUrl }, { restaurants }, { logger: bed.logger, onProgress: () => {} });
const customer = someone();

beforeAll(async () => {
  bed = await aFoodBed();
  added = await seed();
  await bed.db.query(
    `insert into food_order (id, number, customer_id, restaurant_id, fulfilment, currency, subtotal_minor,
       delivery_fee_minor, total_minor, status, payment, placed_at, version, created_at, updated_at)
     select 'ford_' || lpad(n::text, 6, '0'), 'F-' || n, case n % 500 when 0 then $1 else 'usr_' || n % 500 end,
       ids[1 + n % 2000], 'PICKUP', 'EUR', 1000, 0, 1000,
       case n % 50 when 0 then 'PLACED' else 'DELIVERED' end, 'ON_HANDOVER', made_at, 1, made_at, made_at
     from (select array_agg(id order by id) as ids from restaurant) as restaurants, generate_series(0, 19999) as n
       cross join lateral (select timestamptz '2030-01-01T00:00:00Z' + n * interval '10 minutes' as made_at) as made`,
    [customer.userId],
  );
  await bed.db.query('vacuum analyze');
}, 120_000);
afterAll(() => bed.close());

describe('the kitchens of a large city', () => {
  it('have menus of their cuisine and opening hours that can be', async () => {
    expect(added).toBe(2_000);
    const rows = await bed.db.manager.find(RestaurantEntity);
    for (const row of rows) expect(() => checkOpeningHours(row)).not.toThrow();
    const [{ least, most } = { least: 0, most: 0 }]: { least: number; most: number }[] = await bed.db.query(
      `select min(count)::int as least, max(count)::int as most
       from (select count(*) from menu_item group by restaurant_id) as menus`,
    );
    expect(least).toBeGreaterThanOrEqual(8);
    expect(most).toBeLessThanOrEqual(15);
  });

  it('are not made twice, and grow', async () => {
    const before = await bed.rowCounts();
    expect(await seed()).toBe(0);
    expect(await bed.rowCounts()).toEqual(before);
    expect(await seed(2_010)).toBe(10);
  });
});

describe('nothing that people look for reads a large table from one end to the other', () => {
  const restaurants = (filter: string, count = 'totalCount') =>
    `{ restaurants(first: 20, filter: { ${filter} }) { ${count} nodes { name isOpen location { latitude } } } }`;
  const foods = (filter: string, count = 'totalCount') =>
    `{ foods(first: 20, filter: { ${filter} }) { ${count} nodes { name category { name } dietary allergens } } }`;
  const menu = 'menu { id price { minor } food { name } category { name } optionGroups { name options { name } } }';
  const orders = 'totalCount nodes { number lines { name } timeline { status } restaurant { name } }';
  let some: { restaurantId: string; categoryId: string };
  beforeAll(async () => {
    [some] = (await bed.db.query(
      'select restaurant_id as "restaurantId", category_id as "categoryId" from menu_item order by id limit 1',
    )) as [typeof some];
  });

  it.each<[string, (ids: typeof some) => string]>([
    ['restaurants', () => restaurants('')],
    ['restaurants with a word', () => restaurants('query: "heron"')],
    ['restaurants with words', () => restaurants('query: "golden thai"')],
    ['restaurants of a cuisine', () => restaurants('cuisines: ["thai", "IRISH"]')],
    ['restaurants that are open', () => restaurants(`openAt: "${wednesdayLunch}"`, '')],
    ['restaurants nearby', () => restaurants('near: { latitude: 53.35, longitude: -6.26 }, withinKm: 1')],
    [
      'restaurants nearby that are open',
      () => restaurants(`near: { latitude: 53.35, longitude: -6.26 }, withinKm: 1, openAt: "${wednesdayLunch}"`),
    ],
    ['a restaurant and its menu', ({ restaurantId }) => `{ restaurant(id: "${restaurantId}") { name ${menu} } }`],
    ['restaurants and their menus', () => `{ restaurants(first: 10) { nodes { name ${menu} } } }`],
    ['dishes', () => foods('')],
    ['dishes with a word', () => foods('query: "ramen"')],
    ['dishes of a category', ({ categoryId }) => foods(`categoryId: "${categoryId}"`)],
    ['dishes that suit', () => foods('dietary: [VEGAN]')],
    ['dishes without an allergen', () => foods('excludeAllergens: ["gluten"]', '')],
    ['what is sold', () => '{ menuItems(first: 20) { totalCount nodes { id } } }'],
    [
      'what a restaurant sells',
      ({ restaurantId }) => `{ menuItems(first: 20, restaurantId: "${restaurantId}") { totalCount nodes { id } } }`,
    ],
    ['own orders', () => `{ foodOrders(first: 20) { ${orders} } }`],
    ['own orders by status', () => `{ foodOrders(first: 20, filter: { status: [PLACED] }) { ${orders} } }`],
    ['an order', () => '{ foodOrder(number: "F-500") { id } }'],
    [
      'what somebody ordered',
      () =>
        `{ _entities(representations: [{ __typename: "User", id: "${customer.userId}" }]) { ... on User { foodOrders(first: 20) { ${orders} } } } }`,
    ],
  ])('(%s)', async (_name, query) => {
    await indexedPlansOf(bed.db, async () => expect((await bed.ask(customer, query(some))).errors).toBeUndefined());
  });

  it.each<[string, (ids: typeof some) => string]>([
    ['all orders', () => '{ foodOrders(first: 20) { nodes { number } } }'],
    [
      'those of a restaurant',
      ({ restaurantId }) => `{ foodOrders(first: 20, filter: { restaurantId: "${restaurantId}" }) { ${orders} } }`,
    ],
    [
      'those of an evening',
      () =>
        `{ foodOrders(first: 20, filter: { placedAfter: "2030-02-01T00:00:00Z", placedBefore: "2030-02-02T00:00:00Z" }) { ${orders} } }`,
    ],
  ])('(the staff: %s)', async (_name, query) => {
    await indexedPlansOf(bed.db, async () => expect((await bed.ask(anAdmin(), query(some))).errors).toBeUndefined());
  });
});
