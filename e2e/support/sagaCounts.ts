import { lookInto } from './lookInto';
import type { Marquee } from './marquee';

export interface SagaCounts {
  readonly completed: number;
  readonly compensated: number;
  readonly stuck: number;
  /** Requests that were sent again; asking for a step and asking to undo it are two, neither of them again. */
  readonly repeatedSteps: number;
  readonly orderIds: readonly string[];
}

/** What became of the checkouts, from orders' own database. */
export function sagaCounts({ environment }: Pick<Marquee, 'environment'>): Promise<SagaCounts> {
  return lookInto(environment['ORDERS_DATABASE_URL'], async (db) => {
    const states = await db.query<{ state: string; count: number }>(
      'select state, count(*)::int from checkout_saga group by 1',
    );
    const repeats = await db.query<{ count: number }>(
      `select coalesce(sum(greatest(attempts - case when state like 'COMPENSAT%' then 2 else 1 end, 0)), 0)::int as count
       from checkout_saga_step`,
    );
    const orders = await db.query<{ id: string }>('select id from customer_order');
    const countOf = (state: string) => states.rows.find((row) => row.state === state)?.count ?? 0;
    return {
      completed: countOf('COMPLETED'),
      compensated: countOf('COMPENSATED'),
      stuck: countOf('STUCK'),
      repeatedSteps: repeats.rows[0]?.count ?? 0,
      orderIds: orders.rows.map(({ id }) => id),
    };
  });
}
