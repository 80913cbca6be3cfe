import { InvalidInput } from '@marquee/shared/errors';
import { isId } from '@marquee/shared/ids';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterTexts, searchWords } from '@marquee/shared/text';
import { type DietaryFlag, readAllergens } from '../domain/dietary';
import { type GeoPoint, readGeoPoint } from '../domain/geoPoint';
import type { FoodEntity } from '../persistence/food.entity';
import { foodCategoriesRepository } from '../persistence/foodCategoriesRepository';
import type { FoodCategoryEntity } from '../persistence/foodCategory.entity';
import { foodsRepository } from '../persistence/foodsRepository';
import type { MenuItemEntity } from '../persistence/menuItem.entity';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import type { Circle } from '../persistence/nearSearch';
import type { RestaurantEntity } from '../persistence/restaurant.entity';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';

interface Filtered<Filter> extends PageArguments {
  readonly filter?: Filter | null | undefined;
}

interface RestaurantFilter {
  readonly query?: string | null | undefined;
  readonly cuisines?: readonly string[] | null | undefined;
  readonly openAt?: Date | null | undefined;
  readonly near?: GeoPoint | null | undefined;
  readonly withinKm?: number | null | undefined;
}

export type ListRestaurants = Filtered<RestaurantFilter>;

export type ListFoods = Filtered<{
  readonly query?: string | null | undefined;
  readonly categoryId?: string | null | undefined;
  readonly dietary?: readonly DietaryFlag[] | null | undefined;
  readonly excludeAllergens?: readonly string[] | null | undefined;
}>;

export interface ListMenuItems extends PageArguments {
  readonly restaurantId?: string | null | undefined;
}

const byNameKeys = 2;
const byAgeKeys = 1;
const mostCuisines = 20;
const usualRadiusKm = 5;
const mostRadiusKm = 100;

/** Categories by name. @throws InvalidInput for a page that cannot be, as all the lists here */
export function listFoodCategories({ db }: FoodServices, args: PageArguments): Promise<Listing<FoodCategoryEntity>> {
  return foodCategoriesRepository(db.manager).list(readPage(args, { list: 'foodCategories', keyCount: byNameKeys }));
}

/** Restaurants by name. */
export function listRestaurants({ db }: FoodServices, args: ListRestaurants): Promise<Listing<RestaurantEntity>> {
  const filter = args.filter ?? {};
  const { query, cuisines, openAt = null } = filter;
  const criteria = {
    words: searchWords(query),
    cuisines: filterTexts(cuisines ?? [], { most: mostCuisines, path: ['filter', 'cuisines'] }),
    openAt,
    near: readCircle(filter),
  };
  return restaurantsRepository(db.manager).list(
    criteria,
    readPage(args, { list: 'restaurants', keyCount: byNameKeys }),
  );
}

/** Dishes by name. */
export function listFoods({ db }: FoodServices, args: ListFoods): Promise<Listing<FoodEntity>> {
  const { query, categoryId, dietary, excludeAllergens } = args.filter ?? {};
  const criteria = {
    words: searchWords(query),
    categoryId: idOrNone('foodCategory', categoryId),
    dietary: dietary ?? [],
    excludeAllergens: readAllergens(excludeAllergens ?? [], ['filter', 'excludeAllergens']),
  };
  return foodsRepository(db.manager).list(criteria, readPage(args, { list: 'foods', keyCount: byNameKeys }));
}

/** What restaurants sell, oldest entry first. */
export function listMenuItems({ db }: FoodServices, args: ListMenuItems): Promise<Listing<MenuItemEntity>> {
  const page = readPage(args, { list: 'menuItems', keyCount: byAgeKeys });
  return menuItemsRepository(db.manager).list(idOrNone('restaurant', args.restaurantId), page);
}

/** What is no id matches nothing, like an id that is not there; null does not narrow. */
function idOrNone(kind: 'foodCategory' | 'restaurant', id: string | null | undefined): string | null {
  if (id == null) return null;
  return isId(kind, id) ? id : '';
}

function readCircle({ near, withinKm }: RestaurantFilter): Circle | null {
  if (near == null) {
    if (withinKm == null) return null;
    throw new InvalidInput('withinKm needs a place to be near to.', ['filter', 'near']);
  }
  const radiusKm = withinKm ?? usualRadiusKm;
  if (!(radiusKm > 0 && radiusKm <= mostRadiusKm)) {
    throw new InvalidInput(`This must be more than 0 and at most ${mostRadiusKm} km.`, ['filter', 'withinKm']);
  }
  return { center: readGeoPoint(near, ['filter', 'near']), radiusKm };
}
