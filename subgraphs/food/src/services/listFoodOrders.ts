import type { Viewer } from '@marquee/shared/auth';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterId } from '@marquee/shared/text';
import type { FoodOrder } from '../domain/foodOrder';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';
import { type FoodOrderCriteria, type FoodOrderScope, foodOrdersRepository } from '../persistence/foodOrdersRepository';
import type { FoodServices } from './services';
import { scopeOf } from './visibleFoodOrders';

export interface FoodOrderFilter {
  readonly status?: readonly FoodOrderStatus[] | null | undefined;
  readonly restaurantId?: string | null | undefined;
  readonly userId?: string | null | undefined;
  readonly placedAfter?: Date | null | undefined;
  readonly placedBefore?: Date | null | undefined;
}

export interface ListFoodOrders extends PageArguments {
  readonly filter?: FoodOrderFilter | null | undefined;
}

/** The orders that the viewer may see, newest first. @throws InvalidInput for a page that cannot be */
export async function listFoodOrders(
  { db }: FoodServices,
  viewer: Viewer,
  query: ListFoodOrders,
): Promise<Listing<FoodOrder>> {
  return list(db, await scopeOf(db.manager, viewer), query, 'foodOrders');
}

/** The orders that this customer placed, newest first. */
export function listFoodOrdersOf(
  { db }: FoodServices,
  customerId: string,
  query: ListFoodOrders,
): Promise<Listing<FoodOrder>> {
  return list(db, { readerId: customerId, cooksAt: [], deliversFor: [] }, query, 'User.foodOrders');
}

function list(
  db: FoodServices['db'],
  scope: FoodOrderScope,
  query: ListFoodOrders,
  name: string,
): Promise<Listing<FoodOrder>> {
  const page = readPage(query, { list: name, keyCount: 1 });
  return foodOrdersRepository(db.manager).list(scope, criteriaOf(query.filter ?? {}), page);
}

function criteriaOf(filter: FoodOrderFilter): FoodOrderCriteria {
  return {
    statuses: filter.status ?? null,
    restaurantId: filterId(filter.restaurantId),
    customerId: filterId(filter.userId),
    placedAfter: filter.placedAfter ?? null,
    placedBefore: filter.placedBefore ?? null,
  };
}
