import { newId } from '@marquee/shared/ids';
import { type EntityManager, In } from 'typeorm';
import type { StockChange, StockCount } from '../domain/stock';
import { StockEntity } from './stock.entity';

/** Why stock moves, and when. */
export interface MovementNote {
  readonly reason: string | null;
  readonly reference: string | null;
  readonly createdAt: Date;
}

/** All queries on what is there of items. */
export function stockRepository(db: EntityManager) {
  return {
    findByItemIds: (itemIds: readonly string[]): Promise<StockCount[]> =>
      db.findBy(StockEntity, { itemId: In([...itemIds]) }),

    /**
     * Waits for whoever moves stock of these items, then keeps all others waiting. Always in the order of their ids, so
     * that nothing waits in a circle.
     */
    lock: (itemIds: readonly string[]): Promise<StockCount[]> =>
      db
        .createQueryBuilder(StockEntity, 'row')
        .where('row.itemId = any (:itemIds)', { itemIds })
        .orderBy('row.itemId', 'ASC')
        .setLock('for_no_key_update')
        .getMany(),

    /** Nothing of new items yet. */
    async open(itemIds: readonly string[]): Promise<void> {
      await db.insert(
        StockEntity,
        itemIds.map((itemId) => ({ itemId, onHand: 0, reserved: 0 })),
      );
    },

    /** Saves what locked stock is now, with the movements that lead there. Returns the ids of these, in order. */
    async move(changes: readonly StockChange[], { reason, reference, createdAt }: MovementNote): Promise<string[]> {
      const counts = changes.map(({ count }) => count);
      await db.query(
        `update stock set on_hand = moved.on_hand, reserved = moved.reserved
         from unnest($1::text[], $2::int[], $3::int[]) as moved (item_id, on_hand, reserved)
         where stock.item_id = moved.item_id`,
        [
          counts.map(({ itemId }) => itemId),
          counts.map(({ onHand }) => onHand),
          counts.map(({ reserved }) => reserved),
        ],
      );
      const movements = changes.flatMap(({ count: { itemId }, movements: steps }) =>
        steps.map((step) => ({ id: newId('stockMovement'), itemId, ...step })),
      );
      await db.query(
        `insert into stock_movement (id, item_id, kind, delta, balance_after, reason, reference, created_at)
         select id, item_id, kind, delta, balance_after, $6, $7, $8
         from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[])
           with ordinality as step (id, item_id, kind, delta, balance_after, nth)
         order by nth`,
        [
          movements.map(({ id }) => id),
          movements.map(({ itemId }) => itemId),
          movements.map(({ kind }) => kind),
          movements.map(({ delta }) => delta),
          movements.map(({ balanceAfter }) => balanceAfter),
          reason,
          reference,
          createdAt,
        ],
      );
      return movements.map(({ id }) => id);
    },
  };
}
