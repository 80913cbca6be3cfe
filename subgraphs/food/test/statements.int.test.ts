import { countStatements } from '@marquee/shared/database';
import { aKitchen, anOrder, employ, type Kitchen } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, aCustomer } from './support/people';

let bed: FoodBed;
const kitchens: Kitchen[] = [];

beforeAll(async () => {
  bed = await aFoodBed();
  for (let index = 0; index < 5; index += 1) kitchens.push(await aKitchen(bed, { name: `Kitchen ${index}` }));
});
afterAll(() => bed.close());

describe('the number of statements does not grow with the number of rows', () => {
  it('from restaurants over menus and dishes to categories', async () => {
    const query = `{
      restaurants { nodes { name menu { price { decimal } category { name } food { name category { name } } restaurant { name } } } }
    }`;
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ restaurants: { nodes: { menu: unknown[] }[] } }>(null, query),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.restaurants.nodes.map(({ menu }) => menu.length)).toEqual([2, 2, 2, 2, 2]);
    // Restaurants; menus; dishes; categories; and the restaurants again, as references of their menus.
    expect(statements).toHaveLength(5);
  });

  it('from orders over lines to dishes, and to timelines', async () => {
    const ann = aCustomer();
    for (const kitchen of kitchens) await anOrder(bed, ann, kitchen);
    const query = `{
      foodOrders {
        nodes {
          number restaurant { name } customer { id } timeline { status }
          lines { name menuItem { food { name category { name } } } }
        }
      }
    }`;
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ foodOrders: { nodes: unknown[] } }>(ann, query),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.foodOrders.nodes).toHaveLength(5);
    // Orders; restaurants; timelines; lines; menu items; dishes; categories.
    expect(statements).toHaveLength(7);
  });

  it('for references of every type', async () => {
    const ann = aCustomer();
    const cook = aCook();
    const orders = [];
    for (const kitchen of kitchens) {
      orders.push(await anOrder(bed, ann, kitchen));
      await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
    }
    const { data } = await bed.ask<{ foods: { nodes: { id: string }[] } }>(null, '{ foods { nodes { id } } }');
    const representations = [
      ...kitchens.map(({ restaurantId: id }) => ({ __typename: 'Restaurant', id })),
      ...kitchens.map(({ categoryId: id }) => ({ __typename: 'FoodCategory', id })),
      ...kitchens.map(({ soup: id }) => ({ __typename: 'MenuItem', id })),
      ...data.foods.nodes.map(({ id }) => ({ __typename: 'Food', id })),
      ...orders.map(({ id }) => ({ __typename: 'FoodOrder', id })),
      ...orders.map(({ number }) => ({ __typename: 'FoodOrder', number })),
    ];
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on Restaurant { name } ... on FoodCategory { name } ... on Food { name } ... on MenuItem { price { minor } }
        ... on FoodOrder { status }
      }
    }`;
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ _entities: ({ __typename: string } | null)[] }>(cook, query, { representations }),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data._entities.map((entity) => entity?.__typename)).toEqual(
      representations.map(({ __typename }) => __typename),
    );
    // One each, and the cook's duties for the orders by id and for those by number.
    expect(statements).toHaveLength(8);
  });
});
