import type { Viewer } from '@marquee/shared/auth';
import { askToTellAgain } from '@marquee/shared/testing';
import {
  aFood,
  aKitchen,
  aMenuItem,
  aRestaurant,
  employ,
  eur,
  type Kitchen,
  toldOf,
  withOptions,
} from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
const cook = aCook();
beforeAll(async () => {
  bed = await aFoodBed();
});
beforeEach(async () => {
  kitchen = await aKitchen(bed, { minimumOrder: eur(900) });
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
});
afterAll(() => bed.close());

const told = async (type: string, id: string) =>
  (await toldOf(bed, id)).filter((event) => event.type === type).map(({ data }) => data);
const items = (id: string) => told('menu_item.saved', id);
const terms = (id = kitchen.restaurantId) => told('restaurant.terms.saved', id);
const change = async (viewer: Viewer, mutation: string) => {
  const { data, errors } = await bed.ask<Record<string, { errors: unknown[] }>>(
    viewer,
    `mutation { done: ${mutation} { errors { code } } }`,
  );
  expect({ errors, problems: data['done']?.errors }).toEqual({ errors: undefined, problems: [] });
};
const foodOf = async (id: string) => {
  const { data } = await bed.ask<{ menuItem: { food: { id: string } } }>(
    null,
    'query ($id: ID!) { menuItem(id: $id) { food { id } } }',
    { id },
  );
  return data.menuItem.food.id;
};

describe('what is told of a dish on a menu', () => {
  it('is the whole of it, whenever it is saved', async () => {
    const { restaurantId, categoryId, soup: id } = kitchen;
    const first = {
      menuItemId: id,
      restaurantId,
      name: 'Leek soup',
      price: eur(650),
      isAvailable: true,
      optionGroups: [],
    };
    expect(await items(id)).toEqual([first]);
    await aMenuItem(bed, {
      id,
      restaurantId,
      categoryId,
      foodId: await foodOf(id),
      price: eur(700),
      isAvailable: false,
    });
    expect((await items(id)).slice(1)).toEqual([{ ...first, price: eur(700), isAvailable: false }]);
    const ids = await withOptions(bed, kitchen);
    expect((await items(id)).at(-1)).toMatchObject({
      price: eur(650),
      isAvailable: true,
      optionGroups: [
        {
          id: ids['Size'],
          name: 'Size',
          minChoices: 1,
          maxChoices: 1,
          options: [
            { id: ids['Cup'], name: 'Cup', priceDeltaMinor: -150 },
            { name: 'Bowl', priceDeltaMinor: 0 },
            { name: 'Pot', priceDeltaMinor: 400 },
          ],
        },
        { name: 'Extras', minChoices: 0, maxChoices: 2 },
      ],
    });
  });

  it('says that it is sold out, and is back', async () => {
    const { bread: id } = kitchen;
    for (const isAvailable of [false, true]) {
      await change(cook, `menuItemAvailabilitySet(id: "${id}", isAvailable: ${isAvailable})`);
    }
    expect((await items(id)).map((item) => item['isAvailable'])).toEqual([true, false, true]);
  });

  it('says on every menu what a dish is called from now on, and nothing when it is called the same', async () => {
    const other = await aRestaurant(bed);
    const { categoryId, soup } = kitchen;
    const foodId = await foodOf(soup);
    const elsewhere = await aMenuItem(bed, { restaurantId: other, foodId, categoryId, price: eur(900) });
    await aFood(bed, categoryId, { id: foodId, name: 'Leek soup', listPrice: eur(610) });
    await aFood(bed, categoryId, { id: foodId, name: 'Vichyssoise' });
    for (const id of [soup, elsewhere]) {
      expect((await items(id)).map((item) => item['name'])).toEqual(['Leek soup', 'Vichyssoise']);
    }
  });

  it('is nothing when the change is refused', async () => {
    const { restaurantId, categoryId, soup: id } = kitchen;
    const before = [await items(id), await terms()];
    const input = { id, restaurantId, categoryId, foodId: await foodOf(id), price: { minor: 700, currency: 'USD' } };
    await bed.ask(
      anAdmin(),
      'mutation ($input: MenuItemSaveInput!) { menuItemSave(input: $input) { errors { code } } }',
      {
        input,
      },
    );
    expect([await items(id), await terms()]).toEqual(before);
  });
});

describe('what is told of the terms of a restaurant', () => {
  it('is the whole of them, whenever they change', async () => {
    const { restaurantId } = kitchen;
    const first = {
      restaurantId,
      name: 'Sopra',
      currency: 'EUR',
      deliveryFeeMinor: 250,
      minimumOrderMinor: 900,
      isPaused: false,
      timeZone: 'Europe/Dublin',
      openingHours: [{ weekday: 3, opens: '12:00', closes: '22:00' }],
    };
    expect(await terms()).toEqual([first]);
    await change(cook, `restaurantPause(id: "${restaurantId}", paused: true)`);
    await aRestaurant(bed, { id: restaurantId, name: 'Sotto', deliveryFee: null, timeZone: 'UTC', openingHours: [] });
    expect((await terms()).slice(1)).toEqual([
      { ...first, isPaused: true },
      { ...first, name: 'Sotto', deliveryFeeMinor: null, isPaused: true, timeZone: 'UTC', openingHours: [] },
    ]);
  });

  it('says in which currency they are once the first price has settled it, and not with every price', async () => {
    const restaurantId = await aRestaurant(bed, { deliveryFee: null });
    expect(await terms(restaurantId)).toMatchObject([
      { currency: null, deliveryFeeMinor: null, minimumOrderMinor: null },
    ]);
    const { categoryId } = kitchen;
    for (const soup of [kitchen.soup, kitchen.bread]) {
      await aMenuItem(bed, { restaurantId, foodId: await foodOf(soup), categoryId });
    }
    expect((await terms(restaurantId)).map(({ currency }) => currency)).toEqual([null, 'EUR']);
  });
});

describe('when somebody asks for all of it again', () => {
  it('is told once more, each by its kind', async () => {
    const { soup, bread } = kitchen;
    const before = await terms();
    await askToTellAgain(bed, 'MENU_ITEM', 'PRODUCT');
    for (const id of [soup, bread]) {
      const [first, again] = await items(id);
      expect(again).toEqual(first);
    }
    expect(await terms()).toEqual(before);
    await askToTellAgain(bed, 'RESTAURANT_TERMS');
    expect(await terms()).toEqual([...before, ...before]);
    expect(await items(soup)).toHaveLength(2);
  });
});
