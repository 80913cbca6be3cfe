import { type Draw, drawFor, fixedId } from '@marquee/shared/seeding';
import type { MenuItemEntity } from '../../persistence/menuItem.entity';
import type { RestaurantRow } from '../../persistence/restaurantsRepository';
import { demoCity } from '../demoCity/demoCity';
import { dailyFrom, daysFrom } from '../demoCity/openings';
import { cuisines, type LargeDish } from './largeDishes';

const firsts =
  'Golden, Little, Old, Blue, Corner, Hungry, Lucky, Red, Salty, Slow, Sunny, Wild, Crooked, Silver, Merry, Green, Honest, Late, North, Velvet'.split(
    ', ',
  );
const seconds =
  'Anchor, Basil, Kettle, Lantern, Oven, Heron, Pantry, Spoon, Table, Tiger, Olive, Ember, Fork, Garden, Lotus, Mill, Quay, Rooster, Sparrow, Thistle, Walnut, Lemon, Barrel, Copper, Pepper'.split(
    ', ',
  );
const kinds = ['Kitchen', 'House', 'Rooms', 'Canteen', 'Grill', 'Bistro', 'Table', 'Diner'];
const streets =
  'Abbey Street, Aungier Street, Baggot Street, Camden Street, Capel Street, Dorset Street, Francis Street, Gardiner Street, Harcourt Street, Manor Street, Parnell Street, Ranelagh Road, Thomas Street, Wexford Street'.split(
    ', ',
  );
const spire = { latitude: 53.3498, longitude: -6.2603 };
/** Degrees that the city reaches from its middle: some eight kilometres. */
const reach = { latitude: 0.07, longitude: 0.12 };

export const restaurantId = (nth: number): string => fixedId('restaurant', `large ${nth}`);

/** The nth restaurant with what it cooks, always the same. */
export function largeRestaurant(nth: number): { row: RestaurantRow; cuisine: string } {
  const draw = drawFor(nth);
  const [cuisine = '', second] = draw.someOf(cuisines, draw.happens(0.3) ? 2 : 1);
  const { city, country, timeZone, currency } = demoCity;
  const name = `The ${draw.oneOf(firsts)} ${draw.oneOf(seconds)}`;
  const row = {
    id: restaurantId(nth),
    name: draw.happens(0.4) ? `${name} ${draw.oneOf(kinds)}` : name,
    address: {
      recipient: null,
      line1: `${draw.whole(1, 180)} ${draw.oneOf(streets)}`,
      line2: null,
      city,
      region: null,
      postalCode: `D${String(draw.whole(1, 24)).padStart(2, '0')}`,
      country,
    },
    phone: `+35320920${String(nth % 10_000).padStart(4, '0')}`,
    latitude: spire.latitude + reach.latitude * (2 * draw.random() - 1),
    longitude: spire.longitude + reach.longitude * (2 * draw.random() - 1),
    cuisines: second === undefined ? [cuisine] : [cuisine, second],
    timeZone,
    openingHours: hoursOf(draw),
    isPaused: draw.happens(0.02),
    prepMinutes: draw.whole(2, 9) * 5,
    currency,
    minimumOrderMinor: draw.happens(0.4) ? draw.whole(5, 15) * 100 : null,
    deliveryFeeMinor: draw.happens(0.8) ? draw.whole(3, 9) * 50 : null,
  };
  return { row, cuisine };
}

function hoursOf(draw: Draw) {
  switch (draw.whole(1, 4)) {
    case 1:
      return dailyFrom('12:00', '22:00');
    case 2:
      return [...daysFrom(1, 4, '17:00', '23:00'), ...daysFrom(5, 7, '12:00', '01:00')];
    case 3:
      return daysFrom(1, 6, '07:30', '16:00');
    default:
      return dailyFrom('11:00', '23:30');
  }
}

const mostOfOwn = 10;
const mostOfBakery = 4;

/** What is on the nth restaurant's menu: dishes of its cuisine, then something sweet and something to drink. */
export function largeMenu(
  nth: number,
  cuisine: string,
  dishes: ReadonlyMap<string, readonly LargeDish[]>,
): MenuItemEntity[] {
  const draw = drawFor(nth + 10_000_000);
  const chosen = [
    ...draw.someOf(dishes.get(cuisine) ?? [], mostOfOwn),
    ...draw.someOf(dishes.get('Bakery') ?? [], mostOfBakery),
  ];
  return chosen.map(({ row }) => ({
    id: fixedId('menuItem', `large ${nth} ${row.id}`),
    restaurantId: restaurantId(nth),
    foodId: row.id,
    categoryId: row.categoryId,
    priceMinor: row.listPriceMinor + 10 * draw.whole(-5, 15),
    currency: row.currency,
    isAvailable: !draw.happens(0.05),
  }));
}
