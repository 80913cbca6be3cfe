import { sql } from '@marquee/shared/database';
import type { Invariant } from './invariant';

const database = 'catalog';

export const catalogInvariants: readonly Invariant[] = [
  {
    id: 'I7',
    promise: 'what is available is the sum of all movements, and never below nothing',
    database,
    violations: sql`
      select item_id, available, coalesce(moved.total, 0) as moved
      from stock left join (
        select item_id, sum(delta) as total from stock_movement group by item_id
      ) moved using (item_id)
      where available <> coalesce(moved.total, 0) or available < 0 or reserved < 0`,
  },
  {
    id: 'I7',
    promise: 'every movement begins where the one before it ended',
    database,
    violations: sql`
      select item_id, position, delta, balance_after from (
        select *, coalesce(lag(balance_after) over (partition by item_id order by position), 0) as balance_before
        from stock_movement
      ) m
      where balance_before + delta <> balance_after`,
  },
  {
    id: 'I7',
    promise: 'what is reserved is what running reservations keep',
    database,
    violations: sql`
      select item_id, reserved, coalesce(kept.pieces, 0) as kept
      from stock left join (
        select l.item_id, sum(l.quantity) as pieces
        from stock_reservation_line l join stock_reservation r on r.id = l.reservation_id
        where r.state = 'ACTIVE' group by l.item_id
      ) kept using (item_id)
      where reserved <> coalesce(kept.pieces, 0)`,
  },
  {
    id: 'I4',
    promise: 'no reservation outlives its time',
    database,
    violations: sql`
      select id as reservation_id, reference, expires_at from stock_reservation
      where state = 'ACTIVE' and expires_at < catalog_now() - interval '30 seconds'`,
  },
];
