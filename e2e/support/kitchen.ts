import { post } from './client';
import { giveDuties } from './duties';
import { logInAsAdministrator, logInWithScope, type Person, register } from './people';

/** A restaurant that is open round the clock, with two dishes and one person in the kitchen. */
export interface Kitchen {
  readonly restaurantId: string;
  readonly name: string;
  /** 12.50 EUR a piece. */
  readonly pizzaId: string;
  /** 3.20 EUR a piece. */
  readonly lemonadeId: string;
  readonly cook: Person;
  /** The cook's token, with the scope food:kitchen. */
  readonly cookToken: string;
}

const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));

/** Opened by the administrator through the API, as a real one would be. */
export async function openKitchen(url: string, name = 'Trattoria Mezzanotte'): Promise<Kitchen> {
  const token = await logInAsAdministrator(url);
  const save = async (mutation: string, inputType: string, member: string, input: object): Promise<string> => {
    const query = `mutation ($input: ${inputType}!) { saved: ${mutation}(input: $input) { thing: ${member} { id } errors { message path } } }`;
    const { data, errors } = await post<{ saved: { thing: { id: string }; errors: unknown[] } }>(
      url,
      query,
      { input },
      { token },
    );
    expect(errors).toEqual([]);
    expect(data.saved.errors).toEqual([]);
    return data.saved.thing.id;
  };

  const categoryId = await save('foodCategorySave', 'FoodCategorySaveInput', 'category', { name: `Pizza at ${name}` });
  const restaurantId = await save('restaurantSave', 'RestaurantSaveInput', 'restaurant', {
    name,
    address: { line1: '1 Quay Street', city: 'Dublin', country: 'IE' },
    cuisines: ['Italian'],
    openingHours: allDay,
    timeZone: 'Europe/Dublin',
  });
  const sell = async (dish: string, minor: number): Promise<string> => {
    const price = { minor, currency: 'EUR' };
    const foodId = await save('foodSave', 'FoodSaveInput', 'food', { name: dish, categoryId, listPrice: price });
    return save('menuItemSave', 'MenuItemSaveInput', 'menuItem', { restaurantId, foodId, categoryId, price });
  };
  const pizzaId = await sell('Pizza Funghi', 1250);
  const lemonadeId = await sell('Lemonade', 320);

  const cook = await register(url, 'Carlo');
  await giveDuties(url, token, { restaurantId, userId: cook.id, duties: ['KITCHEN'] });
  const cookToken = await logInWithScope(url, cook, 'food:kitchen');
  return { restaurantId, name, pizzaId, lemonadeId, cook, cookToken };
}
