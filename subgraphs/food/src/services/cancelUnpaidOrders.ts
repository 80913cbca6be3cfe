import type { DataSource, EntityManager } from 'typeorm';
import { dropFoodOrder } from '../domain/foodOrder';
import { databaseNow } from '../persistence/databaseNow';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { recordStep } from './recordStep';
import { systemActorId } from './systemActor';

const mostOrders = 200;

/** Calls off the orders that have waited too long for their payment. Any replica may run it, at any time. */
export async function cancelUnpaidOrders(db: DataSource): Promise<void> {
  for (const id of await foodOrdersRepository(db.manager).unpaidIds(mostOrders)) {
    await db.transaction((tx) => cancelUnpaid(tx, id));
  }
}

async function cancelUnpaid(tx: EntityManager, id: string): Promise<void> {
  const order = await foodOrdersRepository(tx).findForUpdate(id);
  // Its payment, its customer or another replica may have been faster.
  if (order?.status !== 'AWAITING_PAYMENT') return;
  const after = dropFoodOrder(order, await databaseNow(tx));
  await recordStep(tx, order, after, systemActorId, 'It was not paid in time.');
}
