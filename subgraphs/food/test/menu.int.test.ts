import { newId } from '@marquee/shared/ids';
import { aCategory, aFood, aKitchen, aMenuItem, aRestaurant, employ, eur, introduce } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
beforeAll(async () => {
  bed = await aFoodBed();
});
afterAll(() => bed.close());

type Saved = Record<string, Record<string, unknown> & { errors: Record<string, unknown>[] }>;
const saveQuery = {
  foodCategory: `mutation ($input: FoodCategorySaveInput!) {
    saved: foodCategorySave(input: $input) { category { id name description } errors { __typename code path } }
  }`,
  restaurant: `mutation ($input: RestaurantSaveInput!) {
    saved: restaurantSave(input: $input) {
      restaurant {
        id name phone cuisines timeZone prepMinutes isPaused location { latitude longitude } minimumOrder { minor currency }
        address { recipient line1 line2 city region postalCode country }
        openingHours { weekday opens closes } deliveryFee { minor currency }
      }
      errors { __typename code path }
    }
  }`,
  food: `mutation ($input: FoodSaveInput!) {
    saved: foodSave(input: $input) {
      food { id name description category { name } listPrice { minor currency } } errors { __typename code path }
    }
  }`,
  menuItem: `mutation ($input: MenuItemSaveInput!) {
    saved: menuItemSave(input: $input) {
      menuItem { id isAvailable price { minor currency } food { name } category { name } restaurant { name } }
      errors { __typename code path }
    }
  }`,
};
const save = async (kind: keyof typeof saveQuery, input: Record<string, unknown>) => {
  const { data, errors } = await bed.ask<Saved | null>(anAdmin(), saveQuery[kind], { input });
  return { saved: data?.['saved'], faults: errors };
};
const address = {
  recipient: 'Phở Hà Ltd',
  line1: '6 Meath Street',
  line2: 'First floor',
  city: 'Dublin',
  region: 'Leinster',
  postalCode: 'D08',
  country: 'IE',
};

describe('setting up a restaurant', () => {
  const whole = {
    name: '  Phở Hà ',
    address,
    phone: '+353209100101',
    cuisines: ['Vietnamese', 'Soups', 'Vietnamese'],
    openingHours: [{ weekday: 5, opens: '18:00', closes: '02:00' }],
    timeZone: 'Europe/Dublin',
    prepMinutes: 30,
    location: { latitude: 53.3421, longitude: -6.2795 },
    minimumOrder: eur(1200),
    deliveryFee: eur(290),
  };
  const stored = {
    name: 'Phở Hà',
    address,
    phone: '+353209100101',
    cuisines: ['Vietnamese', 'Soups'],
    openingHours: whole.openingHours,
    timeZone: 'Europe/Dublin',
    prepMinutes: 30,
    isPaused: false,
    location: whole.location,
    minimumOrder: eur(1200),
    deliveryFee: eur(290),
  };

  it('keeps what was given', async () => {
    const { saved } = await save('restaurant', whole);
    expect(saved).toEqual({ restaurant: { id: expect.stringMatching(/^rst_/), ...stored }, errors: [] });
  });

  it('changes what is given and leaves the rest', async () => {
    const { saved } = await save('restaurant', whole);
    const id = (saved?.['restaurant'] as { id: string } | undefined)?.id;
    const changed = await save('restaurant', { id, name: 'Hà', address, phone: null, location: null });
    expect(changed.saved?.['restaurant']).toEqual({ id, ...stored, name: 'Hà', phone: null, location: null });
  });

  it('works with no more than name and address', async () => {
    const { saved } = await save('restaurant', { name: 'Plain', address });
    expect(saved?.['restaurant']).toMatchObject({
      openingHours: [],
      timeZone: 'UTC',
      prepMinutes: 20,
      location: null,
      minimumOrder: null,
      deliveryFee: null,
    });
  });

  it('has one currency, settled by the first price', async () => {
    const restaurantId = await aRestaurant(bed, { deliveryFee: null });
    const categoryId = await aCategory(bed);
    const [soup, bread] = [await aFood(bed, categoryId), await aFood(bed, categoryId, { name: 'Bread' })];
    await aMenuItem(bed, { restaurantId, categoryId, foodId: soup, price: { minor: 700, currency: 'GBP' } });
    const second = await save('menuItem', { restaurantId, categoryId, foodId: bread, price: eur(100) });
    expect(second.saved?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'price', 'currency'] }]);
    const fee = await save('restaurant', { id: restaurantId, name: 'Sopra', address, deliveryFee: eur(100) });
    expect(fee.saved?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'deliveryFee', 'currency'] }]);
  });

  it('settles one currency when two first prices come at the same moment', async () => {
    const restaurantId = await aRestaurant(bed, { deliveryFee: null });
    const categoryId = await aCategory(bed);
    const [soup, bread] = [await aFood(bed, categoryId), await aFood(bed, categoryId, { name: 'Bread' })];
    const answers = await Promise.all([
      save('menuItem', { restaurantId, categoryId, foodId: soup, price: { minor: 700, currency: 'GBP' } }),
      save('menuItem', { restaurantId, categoryId, foodId: bread, price: eur(100) }),
    ]);
    expect(answers.filter(({ saved }) => saved?.errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ faults }) => faults ?? [])).toEqual([]);
  });
});

describe('a menu', () => {
  it('holds a dish once', async () => {
    const restaurantId = await aRestaurant(bed);
    const categoryId = await aCategory(bed);
    const foodId = await aFood(bed, categoryId);
    await aMenuItem(bed, { restaurantId, categoryId, foodId });
    const before = await bed.rowCounts();
    const twice = await save('menuItem', { restaurantId, categoryId, foodId, price: eur(700) });
    expect(twice.saved).toMatchObject({ menuItem: null, errors: [{ code: 'VALIDATION', path: ['input', 'foodId'] }] });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('shows what is available, unless asked for all, by name and narrowed to a category', async () => {
    const { restaurantId, categoryId, bread } = await aKitchen(bed);
    const cook = aCook();
    await employ(bed, restaurantId, cook, ['KITCHEN']);
    await bed.ask(
      cook,
      'mutation ($id: ID!) { menuItemAvailabilitySet(id: $id, isAvailable: false) { errors { code } } }',
      {
        id: bread,
      },
    );
    const { data } = await bed.ask<{ restaurant: Record<string, unknown> }>(
      null,
      `query ($id: ID!, $categoryId: ID, $other: ID) {
        restaurant(id: $id) {
          menu { food { name } }
          all: menu(availableOnly: false) { food { name } isAvailable }
          same: menu(categoryId: $categoryId) { food { name } }
          other: menu(categoryId: $other) { id }
        }
      }`,
      { id: restaurantId, categoryId, other: newId('foodCategory') },
    );
    expect(data.restaurant).toEqual({
      menu: [{ food: { name: 'Leek soup' } }],
      all: [
        { food: { name: 'Leek soup' }, isAvailable: true },
        { food: { name: 'Soda bread' }, isAvailable: false },
      ],
      same: [{ food: { name: 'Leek soup' } }],
      other: [],
    });
  });

  it('cannot move to another restaurant', async () => {
    const { soup, categoryId } = await aKitchen(bed);
    const other = await aKitchen(bed);
    const foodId = await aFood(bed, categoryId);
    const { saved } = await save('menuItem', {
      id: soup,
      restaurantId: other.restaurantId,
      categoryId,
      foodId,
      price: eur(1),
    });
    expect(saved?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'restaurantId'] }]);
  });
});

describe('bad input to a menu', () => {
  const nowhere = (prefix: string) => `${prefix}_0192f3a4-0000-7000-8000-000000000000`;
  const validation = (...path: string[]) => ({
    __typename: 'ValidationError',
    code: 'VALIDATION',
    path: ['input', ...path],
  });
  const notFound = (...path: string[]) => ({
    __typename: 'NotFoundError',
    code: 'NOT_FOUND',
    path: ['input', ...path],
  });
  const good = {
    foodCategory: async () => ({ name: 'Soups' }),
    restaurant: async () => ({ name: 'Sopra', address }),
    food: async () => ({ name: 'Leek soup', categoryId: await aCategory(bed), listPrice: eur(600) }),
    menuItem: async () => {
      const categoryId = await aCategory(bed);
      return {
        restaurantId: await aRestaurant(bed),
        categoryId,
        foodId: await aFood(bed, categoryId),
        price: eur(650),
      };
    },
  };

  it.each<[keyof typeof good, string, Record<string, unknown>, Record<string, unknown>]>([
    ['foodCategory', 'an empty name', { name: '' }, validation('name')],
    ['foodCategory', 'a blank name', { name: ' \n' }, validation('name')],
    ['foodCategory', 'a name of 10 kB', { name: 'x'.repeat(10_000) }, validation('name')],
    ['foodCategory', 'NUL', { name: 'a\u0000' }, validation('name')],
    ['foodCategory', 'half of a surrogate pair', { name: '\udc00' }, validation('name')],
    ['foodCategory', 'a description of 10 kB', { description: 'x'.repeat(10_000) }, validation('description')],
    ['foodCategory', 'an unknown id', { id: nowhere('fct') }, notFound('id')],
    ['foodCategory', 'an id of another kind', { id: nowhere('rst') }, notFound('id')],
    ['foodCategory', 'an id with NUL', { id: '\u0000' }, notFound('id')],
    ['restaurant', 'an empty name', { name: '' }, validation('name')],
    ['restaurant', 'a broken address', { address: { ...address, city: '\ud800' } }, validation('address', 'city')],
    ['restaurant', 'a broken cuisine', { cuisines: ['\u0000'] }, validation('cuisines', '0')],
    ['restaurant', 'no time to cook', { prepMinutes: 0 }, validation('prepMinutes')],
    [
      'restaurant',
      'an eighth day',
      { openingHours: [{ weekday: 8, opens: '12:00', closes: '13:00' }] },
      validation('openingHours', '0', 'weekday'),
    ],
    [
      'restaurant',
      'an hour that is none',
      { openingHours: [{ weekday: 1, opens: '\u0000', closes: '13:00' }] },
      validation('openingHours', '0', 'opens'),
    ],
    ['restaurant', 'a zone that is none', { timeZone: 'Mars/Olympus' }, validation('timeZone')],
    [
      'restaurant',
      'a latitude of 90.5',
      { location: { latitude: 90.5, longitude: 0 } },
      validation('location', 'latitude'),
    ],
    [
      'restaurant',
      'a longitude of -181',
      { location: { latitude: 0, longitude: -181 } },
      validation('location', 'longitude'),
    ],
    ['restaurant', 'a negative minimum', { minimumOrder: eur(-1) }, validation('minimumOrder', 'minor')],
    ['restaurant', 'a huge minimum', { minimumOrder: eur(1_000_000_001) }, validation('minimumOrder', 'minor')],
    ['restaurant', 'a negative fee', { deliveryFee: eur(-1) }, validation('deliveryFee', 'minor')],
    ['restaurant', 'an unknown id', { id: nowhere('rst') }, notFound('id')],
    ['food', 'an empty name', { name: '' }, validation('name')],
    ['food', 'a price of zero', { listPrice: eur(0) }, validation('listPrice', 'minor')],
    ['food', 'a negative price', { listPrice: eur(-600) }, validation('listPrice', 'minor')],
    ['food', 'a huge price', { listPrice: eur(2 ** 53 - 1) }, validation('listPrice', 'minor')],
    ['food', 'an unknown allergen', { allergens: ['dairy'] }, validation('allergens')],
    ['food', 'NUL as an allergen', { allergens: ['\u0000'] }, validation('allergens')],
    ['food', 'negative energy', { kcal: -1 }, validation('kcal')],
    ['food', '10001 kcal', { kcal: 10_001 }, validation('kcal')],
    ['food', 'vegan eggs', { dietary: ['VEGAN'], allergens: ['eggs'] }, validation('dietary')],
    ['food', 'an unknown category', { categoryId: nowhere('fct') }, notFound('categoryId')],
    ['food', 'an unknown id', { id: nowhere('fod') }, notFound('id')],
    ['menuItem', 'a price of zero', { price: eur(0) }, validation('price', 'minor')],
    ['menuItem', 'a negative price', { price: eur(-1) }, validation('price', 'minor')],
    [
      'menuItem',
      'a group without options',
      { optionGroups: [{ name: 'Size', options: [] }] },
      validation('optionGroups', '0', 'options'),
    ],
    [
      'menuItem',
      'an option for nothing',
      { optionGroups: [{ name: 'Size', options: [{ name: 'Free', priceDelta: eur(-650) }] }] },
      validation('optionGroups'),
    ],
    [
      'menuItem',
      'an option in dollars',
      { optionGroups: [{ name: 'Size', options: [{ name: 'L', priceDelta: { minor: 1, currency: 'USD' } }] }] },
      validation('optionGroups', '0', 'options', '0', 'priceDelta', 'currency'),
    ],
    [
      'menuItem',
      '10 kB of a group',
      { optionGroups: [{ name: 'x'.repeat(10_000), options: [{ name: 'L', priceDelta: eur(1) }] }] },
      validation('optionGroups', '0', 'name'),
    ],
    ['menuItem', 'an unknown restaurant', { restaurantId: nowhere('rst') }, notFound('restaurantId')],
    ['menuItem', 'an unknown dish', { foodId: nowhere('fod') }, notFound('foodId')],
    ['menuItem', 'an unknown category', { categoryId: nowhere('fct') }, notFound('categoryId')],
    ['menuItem', 'an unknown id', { id: nowhere('mni') }, notFound('id')],
  ])('%s with %s is refused and changes nothing', async (kind, _, given, expected) => {
    const input = { ...(await good[kind]()), ...given };
    const before = await bed.rowCounts();
    const { saved, faults } = await save(kind, input);
    expect(faults).toBeUndefined();
    expect(saved).toMatchObject({ [kind === 'foodCategory' ? 'category' : kind]: null, errors: [expected] });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it.each<[keyof typeof good, string, Record<string, unknown>]>([
    ['restaurant', 'a phone number that is none', { phone: '01 234' }],
    ['restaurant', 'a country that there is not', { address: { ...address, country: 'XX' } }],
    ['food', 'a price in a currency that there is not', { listPrice: { minor: 1, currency: 'EURO' } }],
    ['food', 'a flag that there is not', { dietary: ['PALEO'] }],
    ['food', 'fractional energy', { kcal: 1.5 }],
    ['restaurant', 'a latitude as text', { location: { latitude: '53', longitude: 0 } }],
    ['food', 'a fractional price', { listPrice: { minor: 6.5, currency: 'EUR' } }],
  ])('%s with %s is a bad request', async (kind, _, given) => {
    const input = { ...(await good[kind]()), ...given };
    const before = await bed.rowCounts();
    const { faults } = await save(kind, input);
    expect(faults?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(await bed.rowCounts()).toEqual(before);
  });
});

describe('who may set up menus', () => {
  const codeOf = async (viewer: Parameters<FoodBed['ask']>[0], query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await bed.ask<Record<string, { errors: { code: string }[] } | null> | null>(
      viewer,
      query,
      variables,
    );
    return errors?.[0]?.extensions?.['code'] ?? Object.values(data ?? {})[0]?.errors[0]?.code ?? 'DONE';
  };
  const category = 'mutation { foodCategorySave(input: { name: "Soups" }) { errors { code } } }';
  const pause = 'mutation ($id: ID!) { restaurantPause(id: $id, paused: true) { errors { code } } }';
  const soldOut = 'mutation ($id: ID!) { menuItemAvailabilitySet(id: $id, isAvailable: false) { errors { code } } }';

  it('is whoever holds food:write', async () => {
    expect(await codeOf(null, category, {})).toBe('UNAUTHENTICATED');
    expect(await codeOf(aCustomer(), category, {})).toBe('FORBIDDEN');
    expect(await codeOf(aCook(), category, {})).toBe('FORBIDDEN');
    expect(await codeOf(anAdmin(), category, {})).toBe('DONE');
  });

  it('is for a pause the kitchen of that restaurant alone', async () => {
    const { restaurantId: id } = await aKitchen(bed);
    const { restaurantId: elsewhere } = await aKitchen(bed);
    const [cook, other, courier] = [aCook(), aCook(), aCourier()];
    await employ(bed, id, cook, ['KITCHEN']);
    await employ(bed, elsewhere, other, ['KITCHEN']);
    await employ(bed, id, courier, ['COURIER']);
    expect(await codeOf(other, pause, { id })).toBe('FORBIDDEN');
    expect(await codeOf(courier, pause, { id })).toBe('FORBIDDEN');
    expect(await codeOf(anAdmin(), pause, { id })).toBe('FORBIDDEN');
    expect(await codeOf(cook, pause, { id: newId('restaurant') })).toBe('NOT_FOUND');
    expect(await codeOf(cook, pause, { id })).toBe('DONE');
  });

  it('is for what is sold out the kitchen of that restaurant, and food:write', async () => {
    const { restaurantId, soup: id } = await aKitchen(bed);
    const [cook, other] = [aCook(), aCook()];
    await employ(bed, restaurantId, cook, ['KITCHEN']);
    expect(await codeOf(aCustomer(), soldOut, { id })).toBe('FORBIDDEN');
    expect(await codeOf(other, soldOut, { id })).toBe('FORBIDDEN');
    expect(await codeOf(cook, soldOut, { id: '\u0000' })).toBe('NOT_FOUND');
    expect(await codeOf(cook, soldOut, { id })).toBe('DONE');
    expect(await codeOf(anAdmin(), soldOut, { id })).toBe('DONE');
  });
});

describe('whether a restaurant is open', () => {
  it('follows its hours, and a pause before them', async () => {
    const { restaurantId: id } = await aKitchen(bed);
    const query = `query ($id: ID!) {
      restaurant(id: $id) { isOpen early: isOpen(at: "2030-07-03T10:00:00Z") late: isOpen(at: "2030-07-10T20:59:00Z") }
    }`;
    const open = await bed.ask(null, query, { id });
    expect(open.data).toEqual({ restaurant: { isOpen: true, early: false, late: true } });
    const cook = aCook();
    await employ(bed, id, cook, ['KITCHEN']);
    const paused = (is: boolean) =>
      bed.ask(
        cook,
        `mutation ($id: ID!) { restaurantPause(id: $id, paused: ${is}) { restaurant { isOpen isPaused } } }`,
        { id },
      );
    expect((await paused(true)).data).toEqual({ restaurantPause: { restaurant: { isOpen: false, isPaused: true } } });
    expect((await paused(false)).data).toEqual({ restaurantPause: { restaurant: { isOpen: true, isPaused: false } } });
  });
});

describe('setting duties', () => {
  const query = `mutation ($input: RestaurantStaffInput!) {
    restaurantStaffSet(input: $input) { restaurant { id } errors { code path } }
  }`;
  const set = (input: Record<string, unknown>) => bed.ask(anAdmin(), query, { input });
  const published = async (userId: string) => {
    const rows: { data: unknown }[] = await bed.db.query(
      `select envelope -> 'data' as data from outbox where aggregate_id = $1 order by id`,
      [userId],
    );
    return rows.map(({ data }) => data);
  };

  const aKnownCook = async () => {
    const cook = aCook();
    await introduce(bed, cook);
    return cook;
  };

  it('tells each change with what the user may do anywhere', async () => {
    const { userId } = await aKnownCook();
    const [here, there] = [await aRestaurant(bed), await aRestaurant(bed)];
    await set({ restaurantId: here, userId, duties: ['COURIER', 'KITCHEN', 'KITCHEN'] });
    await set({ restaurantId: here, userId, duties: ['KITCHEN', 'COURIER'] });
    await set({ restaurantId: there, userId, duties: ['KITCHEN'] });
    await set({ restaurantId: here, userId, duties: [] });
    await set({ restaurantId: there, userId, duties: [] });
    expect(await published(userId)).toEqual([
      { restaurantId: here, userId, duties: ['KITCHEN', 'COURIER'], allDuties: ['KITCHEN', 'COURIER'] },
      { restaurantId: there, userId, duties: ['KITCHEN'], allDuties: ['KITCHEN', 'COURIER'] },
      { restaurantId: here, userId, duties: [], allDuties: ['KITCHEN'] },
      { restaurantId: there, userId, duties: [], allDuties: [] },
    ]);
  });

  it('tells the truth about all duties when they change at two restaurants at once', async () => {
    const { userId } = await aKnownCook();
    const restaurants = await Promise.all(Array.from({ length: 6 }, () => aRestaurant(bed)));
    await Promise.all(restaurants.map((restaurantId) => set({ restaurantId, userId, duties: ['KITCHEN'] })));
    await Promise.all(restaurants.map((restaurantId) => set({ restaurantId, userId, duties: [] })));
    const facts = (await published(userId)) as { duties: string[]; allDuties: string[] }[];
    expect(facts).toHaveLength(12);
    expect(facts.at(-1)).toMatchObject({ duties: [], allDuties: [] });
    expect(facts.slice(0, -1).every(({ allDuties }) => allDuties.length === 1)).toBe(true);
  });

  it.each(['\u0000', 'nonsense', newId('user')])('is refused for %j, of whom food has not heard', async (userId) => {
    const restaurantId = await aRestaurant(bed);
    const before = await bed.rowCounts();
    for (const duties of [['KITCHEN'], []]) {
      const { data } = await set({ restaurantId, userId, duties });
      expect(data).toMatchObject({
        restaurantStaffSet: { errors: [{ code: 'NOT_FOUND', path: ['input', 'userId'] }] },
      });
    }
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('takes staff away of whom nothing but their duties is known', async () => {
    const [restaurantId, cook] = [await aRestaurant(bed), await aKnownCook()];
    await set({ restaurantId, userId: cook.userId, duties: ['KITCHEN'] });
    await bed.db.query('delete from user_name where user_id = $1', [cook.userId]);
    await set({ restaurantId, userId: cook.userId, duties: [] });
    expect((await published(cook.userId)).at(-1)).toMatchObject({ duties: [] });
  });

  it('is refused for what is no restaurant', async () => {
    const { userId } = await aKnownCook();
    const before = await bed.rowCounts();
    const nowhere = await set({ restaurantId: newId('restaurant'), userId, duties: ['KITCHEN'] });
    expect(nowhere.data).toMatchObject({ restaurantStaffSet: { errors: [{ code: 'NOT_FOUND' }] } });
    expect(await bed.rowCounts()).toEqual(before);
  });
});
