import type { EntityManager } from 'typeorm';

/** What is to be given back of an order for a part of it. */
export interface OrderRefund {
  readonly orderId: string;
  /** The part: its booking or its food order. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly reason: string | null;
}

/** What is to be given back of orders, each part once. */
export function orderRefundsRepository(db: EntityManager) {
  return {
    /** Does nothing when the part is in there already. */
    async owe({ orderId, reference, amountMinor, reason }: OrderRefund): Promise<void> {
      await db.query(
        `insert into order_refund (order_id, reference, amount_minor, reason) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [orderId, reference, amountMinor, reason],
      );
    },

    /** Those of the order for which nothing was done yet. */
    async open(orderId: string): Promise<OrderRefund[]> {
      const rows: (Omit<OrderRefund, 'amountMinor'> & { amountMinor: string })[] = await db.query(
        `select order_id as "orderId", reference, amount_minor as "amountMinor", reason from order_refund
         where order_id = $1 and saga_id is null order by reference`,
        [orderId],
      );
      return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
    },

    async begin({ orderId, reference }: OrderRefund, sagaId: string): Promise<void> {
      await db.query('update order_refund set saga_id = $3 where order_id = $1 and reference = $2', [
        orderId,
        reference,
        sagaId,
      ]);
    },
  };
}
