import { countStatements } from '@marquee/shared/database';
import { aKitchen, anOrder, assign, employ, eur, type Kitchen, moveThrough, withOptions } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, aCourier, aCustomer } from './support/people';

let bed: FoodBed;
const kitchens: Kitchen[] = [];

beforeAll(async () => {
  bed = await aFoodBed();
  for (let index = 0; index < 5; index += 1) kitchens.push(await aKitchen(bed, { name: `Kitchen ${index}` }));
});
afterAll(() => bed.close());

/** Needs no choice. */
const twoBreads = ({ bread }: Kitchen) => ({
  lines: [{ menuItemId: bread, quantity: 2 }],
  expectedTotal: eur(648),
});

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

  it('from restaurants over menus to option groups and their options', async () => {
    for (const kitchen of kitchens) await withOptions(bed, kitchen);
    const query = `{
      restaurants { nodes { menu { food { category { name } } optionGroups { name options { name priceDelta { minor } } } } } }
    }`;
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ restaurants: { nodes: { menu: { optionGroups: { options: unknown[] }[] }[] }[] } }>(null, query),
    );
    expect(result.errors).toBeUndefined();
    const options = result.data.restaurants.nodes.map(({ menu }) =>
      menu.flatMap(({ optionGroups }) => optionGroups.flatMap((group) => group.options)),
    );
    expect(options.map(({ length }) => length)).toEqual([6, 6, 6, 6, 6]);
    // Restaurants; menus; dishes; categories; groups; options.
    expect(statements).toHaveLength(6);
  });

  it('from the orders of users over restaurants to their menus', async () => {
    const ann = aCustomer();
    for (const kitchen of kitchens) await anOrder(bed, ann, kitchen, twoBreads(kitchen));
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) {
        ... on User { foodOrders { nodes { lines { choices { name } } restaurant { name menu { food { name } } } } } }
      }
    }`;
    const r = [ann, aCustomer()].map(({ userId: id }) => ({ __typename: 'User', id }));
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ _entities: { foodOrders: { nodes: { restaurant: { menu: unknown[] } }[] } | null }[] }>(ann, query, {
        r,
      }),
    );
    expect(result.errors).toBeUndefined();
    const [own, foreign] = result.data._entities;
    expect(own?.foodOrders?.nodes.map(({ restaurant }) => restaurant.menu.length)).toEqual([2, 2, 2, 2, 2]);
    expect(foreign?.foodOrders).toBeNull();
    // Orders; lines; restaurants; menus; dishes.
    expect(statements).toHaveLength(5);
  });

  it('from orders to their couriers and when they should arrive', async () => {
    const [ann, cook, courier] = [aCustomer(), aCook(), aCourier()];
    for (const kitchen of kitchens) {
      await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
      await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
      const { id } = await anOrder(bed, ann, kitchen, twoBreads(kitchen));
      await moveThrough(bed, cook, id, 'ACCEPTED');
      await assign(bed, cook, id, courier.userId);
    }
    const query = '{ foodOrders { nodes { estimatedDeliveryAt courier { displayName location { latitude } } } } }';
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ foodOrders: { nodes: { courier: unknown }[] } }>(ann, query),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.foodOrders.nodes.map((order) => order.courier)).toEqual(
      kitchens.map(() => ({ displayName: 'Cora', location: null })),
    );
    // Orders; couriers; restaurants; names.
    expect(statements).toHaveLength(4);
  });

  it('from orders over lines to dishes, and to timelines', async () => {
    const ann = aCustomer();
    for (const kitchen of kitchens) await anOrder(bed, ann, kitchen, twoBreads(kitchen));
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
      orders.push(await anOrder(bed, ann, kitchen, twoBreads(kitchen)));
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
