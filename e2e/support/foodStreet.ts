import { type Credentials, post } from './client';
import { orderInput } from './foodOrders';
import { forAll } from './forAll';
import type { Kitchen } from './kitchen';
import { logInAsAdministrator } from './people';

/** A restaurant with two dishes, each of a category of its own. */
export type Stall = Pick<Kitchen, 'restaurantId' | 'pizzaId' | 'lemonadeId'>;

const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));

/** Opens that many restaurants, all of them round the clock, by the administrator through the API. */
export async function openStalls(url: string, count: number): Promise<Stall[]> {
  const save = saving(url, { token: await logInAsAdministrator(url) });
  const stalls: Stall[] = [];
  await forAll(Array(count).keys(), 5, async (nth) => {
    stalls.push(await openStall(save, nth));
  });
  return stalls;
}

async function openStall(save: Save, nth: number): Promise<Stall> {
  const restaurantId = await save('restaurantSave', 'RestaurantSaveInput', 'restaurant', {
    name: `Stall ${nth}`,
    address: { line1: `${nth} Quay Street`, city: 'Dublin', country: 'IE' },
    openingHours: allDay,
    timeZone: 'Europe/Dublin',
  });
  const sell = async (dish: string, minor: number): Promise<string> => {
    const name = `${dish} of stall ${nth}`;
    const categoryId = await save('foodCategorySave', 'FoodCategorySaveInput', 'category', { name });
    const price = { minor, currency: 'EUR' };
    const foodId = await save('foodSave', 'FoodSaveInput', 'food', { name, categoryId, listPrice: price });
    return save('menuItemSave', 'MenuItemSaveInput', 'menuItem', { restaurantId, foodId, categoryId, price });
  };
  const [pizzaId, lemonadeId] = await Promise.all([sell('Pizza', 1250), sell('Lemonade', 320)]);
  return { restaurantId, pizzaId, lemonadeId };
}

type Save = (mutation: string, inputType: string, member: string, input: object) => Promise<string>;

function saving(url: string, credentials: Credentials): Save {
  return async (mutation, inputType, member, input) => {
    const { data, errors } = await post<{ saved: { thing: { id: string } | null; errors: unknown[] } }>(
      url,
      `mutation ($input: ${inputType}!) { saved: ${mutation}(input: $input) { thing: ${member} { id } errors { message path } } }`,
      { input },
      credentials,
    );
    expect({ errors, problems: data.saved.errors }).toEqual({ errors: [], problems: [] });
    return data.saved.thing?.id ?? '';
  };
}

/** A pizza and a lemonade, fetched at the counter: 15.70 EUR. */
export function dinnerFrom({ restaurantId, pizzaId, lemonadeId }: Stall): Record<string, unknown> {
  const lines = [pizzaId, lemonadeId].map((menuItemId) => ({ menuItemId, quantity: 1 }));
  return {
    ...orderInput({ restaurantId, pizzaId } as Kitchen),
    lines,
    expectedTotal: { minor: 1570, currency: 'EUR' },
  };
}
