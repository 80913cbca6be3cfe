import { countStatements } from '@marquee/shared/database';
import { newId } from '@marquee/shared/ids';
import { encodeCursor } from '@marquee/shared/pagination';
import { aCategory, aFood, aKitchen, aMenuItem, anOrder, aRestaurant, type Kitchen } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCustomer } from './support/people';

let bed: FoodBed;
let categories: string[];

interface Page {
  nodes: { name: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}
const pageFields =
  'nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
const restaurants = async (args: Record<string, unknown>) => {
  const { data, errors } = await bed.ask<{ restaurants: Page } | null>(
    null,
    `query ($first: Int, $after: String, $last: Int, $before: String, $filter: RestaurantFilter) {
      restaurants(first: $first, after: $after, last: $last, before: $before, filter: $filter) { ${pageFields} }
    }`,
    args,
  );
  return { page: data?.restaurants, names: data?.restaurants.nodes.map(({ name }) => name), errors };
};

beforeAll(async () => {
  bed = await aFoodBed();
  const names = ['delta', 'Alpha', 'Charlie', 'bravo', 'Alpha'];
  const cuisines = [['Thai'], ['Italian', 'Pizza'], ['100%_Vegan'], [], ['Pizza']];
  for (const [index, name] of names.entries()) await aRestaurant(bed, { name, cuisines: cuisines[index] });
  categories = [await aCategory(bed, 'Soups'), await aCategory(bed, 'Bread')];
  const dishes = ['Soup of leek', 'Soup of pea', 'Soup of beet', 'Rye', 'Soda bread'];
  for (const [index, name] of dishes.entries()) {
    await aFood(bed, categories[index < 3 ? 0 : 1] ?? '', { name, description: index === 1 ? '50% off_season' : null });
  }
});
afterAll(() => bed.close());

describe('a list of restaurants', () => {
  it('is sorted by name, upper and lower case alike', async () => {
    const { names, page } = await restaurants({});
    expect(names).toEqual(['Alpha', 'Alpha', 'bravo', 'Charlie', 'delta']);
    expect(page?.totalCount).toBe(5);
  });

  it('is walked forward page by page, each row once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let hasNext = true; hasNext; ) {
      const { page } = await restaurants({ first: 2, after });
      seen.push(...(page?.nodes.map(({ name }) => name) ?? []));
      expect(page?.totalCount).toBe(5);
      hasNext = page?.pageInfo.hasNextPage ?? false;
      after = page?.pageInfo.endCursor ?? null;
    }
    expect(seen).toEqual(['Alpha', 'Alpha', 'bravo', 'Charlie', 'delta']);
  });

  it('is walked backward too', async () => {
    const last = await restaurants({ last: 2 });
    expect(last.names).toEqual(['Charlie', 'delta']);
    const before = await restaurants({ last: 2, before: last.page?.pageInfo.startCursor });
    expect(before.names).toEqual(['Alpha', 'bravo']);
    expect(before.page?.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a word of the name', { query: 'LPH' }, ['Alpha', 'Alpha']],
    ['a cuisine as a word', { query: 'thai' }, ['delta']],
    ['two words that both occur', { query: 'pizza alpha' }, ['Alpha', 'Alpha']],
    ['two words of which one does not', { query: 'pizza bravo' }, []],
    ['% and _ as themselves', { query: '0%_v' }, ['Charlie']],
    ['a quote', { query: `'; drop table food; --` }, []],
    ['a cuisine', { cuisines: ['pizza', 'THAI'] }, ['Alpha', 'Alpha', 'delta']],
    ['a cuisine nobody has', { cuisines: ['Thai "x", {y}'] }, []],
    ['both', { query: 'alpha', cuisines: ['Italian'] }, ['Alpha']],
    ['the first moment there is', { openAt: '0000-01-01T00:00:00+23:59' }, []],
    ['the last one', { openAt: '9999-12-31T23:59:59-23:59' }, []],
    ['nothing at all', { query: ' ', cuisines: [] }, ['Alpha', 'Alpha', 'bravo', 'Charlie', 'delta']],
  ])('is narrowed by %s', async (_, filter, expected) => {
    const { names, page, errors } = await restaurants({ filter });
    expect(errors).toBeUndefined();
    expect(names).toEqual(expected);
    expect(page?.totalCount).toBe(expected.length);
  });

  const cursorOf = (...keys: string[]) => encodeCursor('restaurants', keys);
  it.each<[string, Record<string, unknown>]>([
    ['a size of 0', { first: 0 }],
    ['a negative size', { first: -1 }],
    ['a size of 101', { first: 101 }],
    ['both directions', { first: 1, last: 1 }],
    ['a cursor that is none', { after: 'nonsense' }],
    ['a cursor with one key', { after: cursorOf('one') }],
    ['a cursor of another list', { after: encodeCursor('foods', ['bravo', 'rst_1']) }],
    ['a cursor with NUL', { after: cursorOf('a\u0000', 'b') }],
    ['a cursor with half of a surrogate pair', { before: cursorOf('\ud800', 'b') }],
    ['a search for NUL', { filter: { query: 'a\u0000' } }],
    ['a search for half of a surrogate pair', { filter: { query: '\udfff' } }],
    ['a search of 10 kB', { filter: { query: 'x'.repeat(10_000) } }],
    ['a cuisine with NUL', { filter: { cuisines: ['\u0000'] } }],
    ['a distance from nowhere', { filter: { withinKm: 5 } }],
    ['a circle of 0 km', { filter: { near: { latitude: 0, longitude: 0 }, withinKm: 0 } }],
    ['a circle of -1 km', { filter: { near: { latitude: 0, longitude: 0 }, withinKm: -1 } }],
    ['a circle of 101 km', { filter: { near: { latitude: 0, longitude: 0 }, withinKm: 101 } }],
    ['a place north of the pole', { filter: { near: { latitude: 90.01, longitude: 0 } } }],
    ['a place beyond the antimeridian', { filter: { near: { latitude: 0, longitude: 180.01 } } }],
    ['an unknown time', { filter: { openAt: 'soon' } }],
    ['21 cuisines', { filter: { cuisines: Array.from({ length: 21 }, () => 'x') } }],
  ])('with %s is a bad request', async (_, args) => {
    const { page, errors } = await restaurants(args);
    expect(page).toBeUndefined();
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('a list of dishes', () => {
  const foods = async (filter: Record<string, unknown>) => {
    const { data, errors } = await bed.ask<{ foods: Page }>(
      null,
      `query ($filter: FoodFilter) { foods(filter: $filter) { ${pageFields} } }`,
      { filter },
    );
    expect(errors).toBeUndefined();
    return data.foods.nodes.map(({ name }) => name);
  };

  it('is narrowed by words, also of the description, and by category', async () => {
    expect(await foods({ query: 'soup' })).toEqual(['Soup of beet', 'Soup of leek', 'Soup of pea']);
    expect(await foods({ query: '0% OFF_' })).toEqual(['Soup of pea']);
    expect(await foods({ categoryId: categories[1] })).toEqual(['Rye', 'Soda bread']);
    expect(await foods({ categoryId: categories[1], query: 'soup' })).toEqual([]);
    expect(await foods({ categoryId: '\u0000' })).toEqual([]);
  });
});

describe('the dishes of each category', () => {
  interface Categories {
    foodCategories: { nodes: { name: string; foods: Page }[] };
  }
  const query = `query ($first: Int, $after: String, $last: Int) {
    foodCategories { nodes { name foods(first: $first, after: $after, last: $last) { ${pageFields} } } }
  }`;
  const namesOf = ({ foodCategories }: Categories) =>
    foodCategories.nodes.map(({ name, foods }) => [name, foods.totalCount, ...foods.nodes.map((food) => food.name)]);

  it('are paged for themselves, in either direction', async () => {
    const { data } = await bed.ask<Categories>(null, query, { first: 2 });
    expect(namesOf(data)).toEqual([
      ['Bread', 2, 'Rye', 'Soda bread'],
      ['Soups', 3, 'Soup of beet', 'Soup of leek'],
    ]);
    const [bread, soups] = data.foodCategories.nodes;
    expect([bread?.foods.pageInfo.hasNextPage, soups?.foods.pageInfo.hasNextPage]).toEqual([false, true]);
    const next = await bed.ask<Categories>(null, query, { first: 2, after: soups?.foods.pageInfo.endCursor });
    expect(namesOf(next.data)[1]).toEqual(['Soups', 3, 'Soup of pea']);
    const last = await bed.ask<Categories>(null, query, { last: 1 });
    expect(namesOf(last.data)).toEqual([
      ['Bread', 2, 'Soda bread'],
      ['Soups', 3, 'Soup of pea'],
    ]);
  });

  it('take four statements however many categories there are', async () => {
    const { statements } = await countStatements(bed.db, () => bed.ask(null, query, { first: 2 }));
    // Categories; ids of a page of dishes each; those dishes; the counts.
    expect(statements).toHaveLength(4);
  });
});

describe('a list of what restaurants sell', () => {
  it('is by age and narrowed to a restaurant', async () => {
    const [categoryId = ''] = categories;
    const restaurantId = await aRestaurant(bed, { name: 'Echo' });
    const names = ['Zest soup', 'Ale soup'];
    for (const name of names) {
      await aMenuItem(bed, { restaurantId, categoryId, foodId: await aFood(bed, categoryId, { name }) });
    }
    const { data } = await bed.ask<{ menuItems: { nodes: { food: { name: string } }[] }; none: unknown }>(
      null,
      `query ($id: ID) {
        menuItems(restaurantId: $id) { totalCount nodes { food { name } } }
        none: menuItems(restaurantId: "nowhere") { totalCount }
      }`,
      { id: restaurantId },
    );
    expect(data.menuItems).toEqual({ totalCount: 2, nodes: names.map((name) => ({ food: { name } })) });
    expect(data.none).toEqual({ totalCount: 0 });
  });
});

describe('every list', () => {
  interface Ids {
    nodes: { id: string }[];
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { startCursor: string; endCursor: string };
    totalCount: number;
  }
  const ann = aCustomer();
  let kitchen: Kitchen;
  let orderIds: string[];
  beforeAll(async () => {
    kitchen = await aKitchen(bed);
    const orders = [
      await anOrder(bed, ann, kitchen),
      await anOrder(bed, ann, kitchen),
      await anOrder(bed, ann, kitchen),
    ];
    orderIds = orders.map(({ id }) => id).toReversed();
  });

  const pageOf = (
    field: string,
    more = '',
  ) => `page: ${field}(first: $first, after: $after, last: $last, before: $before${more}) {
    nodes { id } edges { cursor node { id } } pageInfo { startCursor endCursor } totalCount
  }`;
  const ask = async (selection: string, args: Record<string, unknown>, variables = '') => {
    const { data, errors } = await bed.ask<Record<string, unknown>>(
      ann,
      `query ($first: Int, $after: String, $last: Int, $before: String ${variables}) { ${selection} }`,
      args,
    );
    expect(errors).toBeUndefined();
    const [holder] = 'page' in data ? [data] : [Object.values(data)[0]].flat();
    return (holder as { page: Ids }).page;
  };
  const idsOf = ({ nodes }: Ids) => nodes.map(({ id }) => id);

  const walkBothWays = async (page: (args: Record<string, unknown>) => Promise<Ids>): Promise<string[]> => {
    const all = await page({});
    expect(all.totalCount).toBe(all.nodes.length);
    expect(all.edges.map(({ node }) => node)).toEqual(all.nodes);
    expect([all.edges[0]?.cursor, all.edges.at(-1)?.cursor]).toEqual([
      all.pageInfo.startCursor,
      all.pageInfo.endCursor,
    ]);
    const first = await page({ first: 1 });
    const second = await page({ first: 1, after: first.pageInfo.endCursor });
    expect([first, second].flatMap(idsOf)).toEqual(idsOf(all).slice(0, 2));
    const last = await page({ last: 1 });
    const previous = await page({ last: 1, before: last.pageInfo.startCursor });
    expect([previous, last].flatMap(idsOf)).toEqual(idsOf(all).slice(-2));
    return idsOf(all);
  };

  it.each(['foodCategories', 'restaurants', 'foods', 'menuItems', 'foodOrders'])(
    '(%s) is walked in both directions, by nodes and by edges',
    async (list) => {
      expect((await walkBothWays((args) => ask(pageOf(list), args))).length).toBeGreaterThan(1);
    },
  );

  it.each([
    ['restaurants', 'foods'],
    ['foods', 'foodCategories'],
    ['menuItems', 'foodOrders'],
    ['foodOrders', 'menuItems'],
  ])('(%s) takes no cursor of %s, though their keys have one form', async (list, other) => {
    const { pageInfo } = await ask(pageOf(other), { first: 1 });
    const query = `query ($after: String) { ${list}(after: $after) { totalCount } }`;
    const { errors } = await bed.ask(ann, query, { after: pageInfo.endCursor });
    expect(errors).toMatchObject([
      { message: 'after is not a cursor of this list.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('(foods of a category) is walked so too', async () => {
    const id = categories[0];
    const page = (args: object) => ask(`foodCategory(id: $id) { ${pageOf('foods')} }`, { id, ...args }, '$id: ID!');
    expect((await walkBothWays(page)).length).toBeGreaterThan(1);
  });

  it('(orders of a user) is walked so too, newest first, and narrowed', async () => {
    const r = [{ __typename: 'User', id: ann.userId }];
    const orders = (args: object) =>
      ask(
        `_entities(representations: $r) { ... on User { ${pageOf('foodOrders', ', filter: $filter')} } }`,
        { r, ...args },
        '$r: [_Any!]!, $filter: FoodOrderFilter',
      );
    expect(await walkBothWays(orders)).toEqual(orderIds);
    expect(idsOf(await orders({ filter: { restaurantId: newId('restaurant') } }))).toEqual([]);
  });
});

describe('one thing by its id', () => {
  it.each([
    ['foodCategory', 'foodCategories'],
    ['restaurant', 'restaurants'],
    ['food', 'foods'],
    ['menuItem', 'menuItems'],
  ] as const)('(%s) is there, and null for an id of nothing', async (field, list) => {
    const found = await bed.ask<Record<string, { nodes: { id: string }[] }>>(
      null,
      `{ ${list}(first: 1) { nodes { id } } }`,
    );
    const thing = found.data[list]?.nodes[0];
    const { data, errors } = await bed.ask<Record<string, unknown>>(
      null,
      `query ($id: ID!, $none: ID!) { found: ${field}(id: $id) { id } none: ${field}(id: $none) { id } noId: ${field}(id: "x") { id } }`,
      { id: thing?.id, none: newId(field) },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ found: thing, none: null, noId: null });
  });
});
