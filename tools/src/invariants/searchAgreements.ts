import { type SqlText, sql } from '@marquee/shared/database';
import type { Agreement, InvariantDatabase } from './invariant';

/** What can be found, against what there is: by title, and by whom. Showings are left out, which end by themselves. */
export const searchAgreements: readonly Agreement[] = [
  found(
    'booking',
    sql`kind in ('MOVIE', 'THEATER', 'BOOKING')`,
    sql`select 'MOVIE ' || id as key, title as says from movie
        union all select 'THEATER ' || id, name from theater
        union all select 'BOOKING ' || id, 'Booking ' || number || ' ' || customer_id from booking
        where status <> 'EXPIRED'`,
  ),
  found(
    'food',
    sql`kind in ('RESTAURANT', 'FOOD')`,
    sql`select 'RESTAURANT ' || id as key, name as says from restaurant union all select 'FOOD ' || id, name from food`,
  ),
  found(
    'catalog',
    sql`kind in ('PRODUCT', 'BOOK')`,
    sql`select kind || ' ' || id as key, title as says from catalog_item where is_listed`,
  ),
  found(
    'orders',
    sql`kind = 'ORDER'`,
    sql`select 'ORDER ' || id as key, 'Order ' || number || ' ' || customer_id as says from customer_order`,
  ),
];

function found(owner: InvariantDatabase, kinds: SqlText, says: SqlText): Agreement {
  return {
    id: 'I9',
    promise: `the search finds what there is of ${owner}, and nothing else`,
    sides: [
      {
        database: 'platform',
        says: sql`select kind || ' ' || id as key, concat_ws(' ', title, owner_id) as says
                  from search_document where ${kinds}`,
      },
      { database: owner, says },
    ],
  };
}
