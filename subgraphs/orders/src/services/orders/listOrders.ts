import type { Viewer } from '@marquee/shared/auth';
import type { Money } from '@marquee/shared/money';
import type { Listing, PageArguments } from '@marquee/shared/pagination';
import { isStorable, searchWords } from '@marquee/shared/text';
import { readsAny } from '../../domain/access';
import type { Order } from '../../domain/order';
import type { OrderStatus } from '../../domain/orderStatus';
import { type OrderSort, readOrderPage, sortedList } from '../../persistence/orderSort';
import { type OrderCriteria, ordersRepository } from '../../persistence/ordersRepository';
import type { OrdersServices } from '../services';

export interface OrderFilter {
  readonly status?: readonly OrderStatus[] | null | undefined;
  readonly userId?: string | null | undefined;
  readonly placedAfter?: Date | null | undefined;
  readonly placedBefore?: Date | null | undefined;
  readonly minTotal?: Money | null | undefined;
  readonly query?: string | null | undefined;
}

export interface ListOrders extends PageArguments {
  readonly filter?: OrderFilter | null | undefined;
  readonly orderBy?: OrderSort | null | undefined;
}

/** The orders that the viewer may see. @throws InvalidInput for a page or a search that cannot be */
export function listOrders(services: OrdersServices, viewer: Viewer, query: ListOrders): Promise<Listing<Order>> {
  return list(services, readsAny(viewer) ? null : viewer.userId, query, 'orders');
}

/** The orders of this customer, for whoever may see them. */
export function listOrdersOf(services: OrdersServices, customerId: string, query: ListOrders): Promise<Listing<Order>> {
  return list(services, customerId, query, 'User.orders');
}

function list(
  { db }: OrdersServices,
  customerId: string | null,
  { filter, orderBy, ...page }: ListOrders,
  name: string,
): Promise<Listing<Order>> {
  const sorted = sortedList(name, orderBy);
  return ordersRepository(db.manager).list(criteriaOf(customerId, filter ?? {}), readOrderPage(page, sorted), sorted);
}

function criteriaOf(customerId: string | null, filter: OrderFilter): OrderCriteria {
  return {
    customerIds: customersOf(customerId, filter.userId ?? null),
    statuses: filter.status ?? null,
    placedAfter: filter.placedAfter ?? null,
    placedBefore: filter.placedBefore ?? null,
    minTotal: filter.minTotal ?? null,
    words: searchWords(filter.query),
  };
}

/** Nobody's where the filter names another than the one whose orders there are. */
function customersOf(only: string | null, named: string | null): string[] | null {
  if (named === null) return only === null ? null : [only];
  const isThere = isStorable(named) && (only === null || only === named);
  return isThere ? [named] : [];
}
