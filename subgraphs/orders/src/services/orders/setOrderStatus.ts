import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { VersionConflict } from '../../domain/errors';
import { changeOrder, type Order, stateOf } from '../../domain/order';
import { checkTransition, type OrderStatus } from '../../domain/orderStatus';
import { ordersRepository } from '../../persistence/ordersRepository';
import type { OrdersServices } from '../services';
import { callOrderOff } from './cancelOrder';
import { lockOrderAndSaga } from './lockOrder';
import { recordOrderStep } from './recordOrderStep';

export interface SetOrderStatus {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly version?: number | null | undefined;
  readonly trackingNumber?: string | null | undefined;
  readonly note?: string | null | undefined;
}

const path = ['input', 'orderId'];

/**
 * Takes the next step of an order, as those who send it. To ship it makes a shipment; to cancel it is the same as for its
 * customer. @throws NotFound | VersionConflict | InvalidTransition | InvalidInput
 */
export async function setOrderStatus(
  { db, clock }: OrdersServices,
  viewer: Viewer,
  command: SetOrderStatus,
): Promise<Order> {
  const { orderId, status, version } = command;
  const note = optionalText(command.note, ['input', 'note'], { max: 500, mayHaveLines: true });
  const trackingNumber = optionalText(command.trackingNumber, ['input', 'trackingNumber'], { max: 100 });
  return db.transaction(async (tx) => {
    const now = clock.now();
    const order = await lockOrderAndSaga(tx, orderId, path);
    if (version != null && version !== order.version) throw new VersionConflict(order.version);
    checkTransition(stateOf(order), status, ['STAFF']);
    if (status === 'CANCELLED') return callOrderOff(tx, order, { viewer, note, now });
    await keepShipments(tx, order, { status, trackingNumber, now });
    const isShipped = order.isShipped || status === 'SHIPPED';
    const isDelivered = order.isDelivered || status === 'DELIVERED';
    const by = { actor: 'STAFF' as const, actorId: viewer.userId, note };
    return recordOrderStep(tx, order, changeOrder(order, { status, isShipped, isDelivered }, now), by);
  });
}

async function keepShipments(
  tx: EntityManager,
  { id: orderId }: Order,
  { status, trackingNumber, now }: { status: OrderStatus; trackingNumber: string | null; now: Date },
): Promise<void> {
  const orders = ordersRepository(tx);
  if (status === 'SHIPPED') {
    const shipment = {
      id: newId('shipment'),
      orderId,
      carrier: null,
      trackingNumber,
      shippedAt: now,
      deliveredAt: null,
    };
    await orders.insertShipment(shipment);
  }
  if (status === 'DELIVERED') await orders.deliverShipments(orderId, now);
}
