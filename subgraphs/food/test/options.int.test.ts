import { newId } from '@marquee/shared/ids';
import {
  aKitchen,
  aMenuItem,
  anOrder,
  anOrderInput,
  eur,
  type Kitchen,
  optionIdsOf,
  place,
  withOptions,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
let ids: Record<string, string>;
beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
  ids = await withOptions(bed, kitchen);
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

const groupsQuery = `query ($id: ID!) {
  menuItem(id: $id) { optionGroups { name minChoices maxChoices options { name priceDelta { minor decimal } } } }
}`;
const groupsOf = async (id: string) => {
  const { data, errors } = await bed.ask<{ menuItem: { optionGroups: { name: string }[] } }>(null, groupsQuery, { id });
  expect(errors).toBeUndefined();
  return data.menuItem.optionGroups;
};
const foodIdOf = async (id: string) => {
  const query = 'query ($id: ID!) { menuItem(id: $id) { food { id } } }';
  return (await bed.ask<{ menuItem: { food: { id: string } } }>(null, query, { id })).data.menuItem.food.id;
};
/** Changes the soup of that kitchen. */
const change = async (of: Kitchen, given: Record<string, unknown>) => {
  const { restaurantId, categoryId, soup: id } = of;
  const input = { id, restaurantId, categoryId, foodId: await foodIdOf(id), price: eur(650), ...given };
  const { data } = await bed.ask<{ menuItemSave: { errors: unknown[] } }>(
    anAdmin(),
    'mutation ($input: MenuItemSaveInput!) { menuItemSave(input: $input) { errors { code path } } }',
    { input },
  );
  return data.menuItemSave.errors;
};

describe('the option groups of a menu item', () => {
  it('read back in their order, with their prices', async () => {
    expect(await groupsOf(kitchen.soup)).toEqual([
      {
        name: 'Size',
        minChoices: 1,
        maxChoices: 1,
        options: [
          { name: 'Cup', priceDelta: { minor: -150, decimal: '-1.50' } },
          { name: 'Bowl', priceDelta: { minor: 0, decimal: '0.00' } },
          { name: 'Pot', priceDelta: { minor: 400, decimal: '4.00' } },
        ],
      },
      {
        name: 'Extras',
        minChoices: 0,
        maxChoices: 2,
        options: [
          { name: 'Croutons', priceDelta: { minor: 50, decimal: '0.50' } },
          { name: 'Cream', priceDelta: { minor: 80, decimal: '0.80' } },
          { name: 'Chives', priceDelta: { minor: 0, decimal: '0.00' } },
        ],
      },
    ]);
  });

  it('are none for a dish that comes as it is', async () => {
    expect(await groupsOf(kitchen.bread)).toEqual([]);
  });

  it('stay when a change leaves them out, or has null', async () => {
    const other = await aKitchen(bed);
    const before = await withOptions(bed, other);
    expect(await change(other, { price: eur(700) })).toEqual([]);
    expect(await change(other, { optionGroups: null })).toEqual([]);
    expect(await optionIdsOf(bed, other.soup)).toEqual(before);
  });

  it('are replaced as a whole, and what keeps its name keeps its id', async () => {
    const other = await aKitchen(bed);
    const before = await withOptions(bed, other);
    const optionGroups = [
      { name: 'Bread', options: [{ name: 'Rye', priceDelta: eur(100) }] },
      { name: 'Size', minChoices: 0, maxChoices: 2, options: [{ name: 'Pot', priceDelta: eur(500) }] },
    ];
    expect(await change(other, { optionGroups })).toEqual([]);
    const after = await optionIdsOf(bed, other.soup);
    expect(Object.keys(after)).toEqual(['Bread', 'Rye', 'Size', 'Pot']);
    expect([after['Size'], after['Pot']]).toEqual([before['Size'], before['Pot']]);
    expect(await change(other, { optionGroups: [] })).toEqual([]);
    expect(await groupsOf(other.soup)).toEqual([]);
  });

  it('hold a lower price to what can be chosen, and then nothing changes', async () => {
    const before = await bed.rowCounts();
    expect(await change(kitchen, { price: eur(150) })).toEqual([{ code: 'VALIDATION', path: ['input', 'price'] }]);
    expect(await groupsOf(kitchen.soup)).toHaveLength(2);
    expect(await bed.rowCounts()).toEqual(before);
    const { data } = await bed.ask(null, 'query ($id: ID!) { menuItem(id: $id) { price { minor } } }', {
      id: kitchen.soup,
    });
    expect(data).toEqual({ menuItem: { price: { minor: 650 } } });
  });
});

describe('an order with choices', () => {
  const soup = (...names: string[]) => ({
    lines: [{ menuItemId: kitchen.soup, quantity: 2, optionIds: names.map((name) => ids[name] ?? name) }],
  });

  it('charges them for each piece and keeps them as they were', async () => {
    const ann = aCustomer();
    const own = await aKitchen(bed);
    const option = await withOptions(bed, own);
    const lines = [
      { menuItemId: own.soup, quantity: 2, optionIds: [option['Cream'], option['Pot'], option['Croutons']] },
      { menuItemId: own.soup, quantity: 1, optionIds: [option['Cup']] },
    ];
    const { id } = await anOrder(bed, ann, own, { lines, expectedTotal: eur(2 * 1180 + 500 + 250) });
    expect(await change(own, { price: eur(9900), optionGroups: [] })).toEqual([]);
    const query = `query ($id: ID!) {
      foodOrder(id: $id) {
        subtotal { minor } total { minor }
        lines { unitPrice { minor } lineTotal { minor } choices { id name priceDelta { minor currency } } }
      }
    }`;
    const { data, errors } = await bed.ask(ann, query, { id });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      foodOrder: {
        subtotal: { minor: 2860 },
        total: { minor: 3110 },
        lines: [
          {
            unitPrice: { minor: 1180 },
            lineTotal: { minor: 2360 },
            choices: [
              { id: option['Pot'], name: 'Pot', priceDelta: eur(400) },
              { id: option['Croutons'], name: 'Croutons', priceDelta: eur(50) },
              { id: option['Cream'], name: 'Cream', priceDelta: eur(80) },
            ],
          },
          {
            unitPrice: { minor: 500 },
            lineTotal: { minor: 500 },
            choices: [{ id: option['Cup'], name: 'Cup', priceDelta: eur(-150) }],
          },
        ],
      },
    });
  });

  it('is compared with the total that has them', async () => {
    const { payload } = await place(
      bed,
      aCustomer(),
      anOrderInput(kitchen, { ...soup('Pot'), expectedTotal: eur(1550) }),
    );
    expect(payload?.errors).toMatchObject([{ code: 'PRICE_CHANGED', actual: eur(2350) }]);
  });

  it.each<[string, string[], string]>([
    ['none where one must be', [], 'Choose at least 1 of Size.'],
    ['two where one may be', ['Cup', 'Bowl'], 'Choose at most 1 of Size.'],
    ['three where two may be', ['Cup', 'Croutons', 'Cream', 'Chives'], 'Choose at most 2 of Extras.'],
    ['one that there is not', ['Cup', newId('menuOption')], 'This dish has no such option.'],
    ['a group', ['Cup', 'Extras'], 'This dish has no such option.'],
    ['NUL', ['Cup', '\u0000'], 'This dish has no such option.'],
    ['10 kB', ['Cup', 'x'.repeat(10_000)], 'This dish has no such option.'],
  ])('is refused with %s, and nothing but the key is written', async (_, names, message) => {
    const before = await bed.rowCounts();
    const { payload, faults } = await place(bed, aCustomer(), anOrderInput(kitchen, soup(...names)));
    expect(faults).toBeUndefined();
    expect(payload?.errors).toMatchObject([
      { __typename: 'ValidationError', code: 'VALIDATION', message, path: ['input', 'lines', '0', 'optionIds'] },
    ]);
    expect(await bed.rowCounts()).toEqual({ ...before, idempotency_record: (before['idempotency_record'] ?? 0) + 1 });
  });

  it('is refused with an option of another dish', async () => {
    const other = await aKitchen(bed);
    const foreign = await withOptions(bed, other);
    const lines = [{ menuItemId: kitchen.bread, quantity: 1, optionIds: [ids['Cream']] }];
    for (const given of [soup('Cup', foreign['Cream'] ?? ''), { lines }]) {
      const { payload } = await place(bed, aCustomer(), anOrderInput(kitchen, given));
      expect(payload).toMatchObject({ order: null, errors: [{ code: 'VALIDATION' }] });
    }
  });

  it('is refused with an option that is named twice, and the key stays unspent', async () => {
    const before = await bed.rowCounts();
    const { payload } = await place(bed, aCustomer(), anOrderInput(kitchen, soup('Cup', 'Cup')));
    expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'lines', '0', 'optionIds'] }]);
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('stays valid for a basket that was filled before a price moved, by PRICE_CHANGED and not by unknown ids', async () => {
    const own = await aKitchen(bed);
    const option = await withOptions(bed, own);
    const lines = [{ menuItemId: own.soup, quantity: 1, optionIds: [option['Pot']] }];
    const { restaurantId, categoryId, soup: id } = own;
    const optionGroups = [{ name: 'Size', minChoices: 1, options: [{ name: 'Pot', priceDelta: eur(450) }] }];
    await aMenuItem(bed, { id, restaurantId, categoryId, foodId: await foodIdOf(id), optionGroups });
    const { payload } = await place(bed, aCustomer(), anOrderInput(own, { lines, expectedTotal: eur(1300) }));
    expect(payload?.errors).toMatchObject([{ code: 'PRICE_CHANGED', actual: eur(1350) }]);
  });
});
