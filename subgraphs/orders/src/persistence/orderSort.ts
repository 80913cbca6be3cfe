import { sql } from '@marquee/shared/database';
import {
  isInstantKey,
  type Order as ListOrder,
  type Page,
  type PageArguments,
  readPage,
} from '@marquee/shared/pagination';
import type { Order } from '../domain/order';
import { orderStatuses } from '../domain/orderStatus';

export type OrderSortField = 'CREATED_AT' | 'TOTAL' | 'STATUS';

export interface OrderSort {
  readonly field?: OrderSortField | undefined;
  readonly direction?: 'ASC' | 'DESC' | undefined;
}

/** How a list of orders is sorted; its cursors are for that list, field and direction alone. */
export interface SortedList extends ListOrder<Order> {
  readonly list: string;
}

const wholeNumber = /^\d{1,16}$/;

const sorts: Readonly<Record<OrderSortField, ListOrder<Order>>> = {
  CREATED_AT: {
    columns: [sql`row.createdAt`, sql`row.id`],
    keysOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
    accepts: ([createdAt = '']) => isInstantKey(createdAt),
  },
  // Amounts of two currencies say nothing about each other.
  TOTAL: {
    columns: [sql`row.currency`, sql`row.totalMinor`, sql`row.id`],
    keysOf: ({ currency, totalMinor, id }) => [currency, String(totalMinor), id],
    accepts: ([, totalMinor = '']) => wholeNumber.test(totalMinor),
  },
  STATUS: {
    columns: [sql`row.status`, sql`row.id`],
    keysOf: ({ status, id }) => [status, id],
    accepts: ([status = '']) => orderStatuses.some((known) => known === status),
  },
};

/** The newest first unless another sort is wanted. Ids settle ties. */
export function sortedList(list: string, sort: OrderSort | null | undefined): SortedList {
  const { field = 'CREATED_AT', direction = 'DESC' } = sort ?? {};
  return { ...sorts[field], descending: direction === 'DESC', list: `${list} ${field} ${direction}` };
}

/** The page of such a list. @throws InvalidInput for one that cannot be, or a cursor of another list or sort */
export function readOrderPage(args: PageArguments, { list, columns }: SortedList): Page {
  return readPage(args, { list, keyCount: columns.length });
}
