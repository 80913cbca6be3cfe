import { cartsRepository } from '../../persistence/cartsRepository';
import type { OrdersServices } from '../services';

const keptMs = 30 * 24 * 3_600_000;
const batchSize = 1_000;

/** Throws away baskets that belong to nobody and that nobody has touched for thirty days. */
export async function purgeAbandonedCarts({ db, clock }: Pick<OrdersServices, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - keptMs);
  while ((await cartsRepository(db.manager).removeAbandoned(before, batchSize)) === batchSize);
}
