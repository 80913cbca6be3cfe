import { readSpokenNumber } from '@marquee/shared/ids';
import { money } from '@marquee/shared/money';
import { actorsFor } from '../domain/access';
import { type OrderLine as OrderLineModel, type Order as OrderModel, stateOf } from '../domain/order';
import { allowedTransitions } from '../domain/orderStatus';
import type {
  CatalogOrderLineResolvers,
  FoodOrderLineItemResolvers,
  OrderLineResolvers,
  OrderResolvers,
  SeatOrderLineResolvers,
  ShipmentResolvers,
} from '../generated/resolverTypes';

type Total = 'subtotalMinor' | 'discountMinor' | 'shippingMinor' | 'taxMinor' | 'totalMinor';

const totalOf = (name: Total) => (order: OrderModel) => money(order[name], order.currency);

export const Order: OrderResolvers = {
  __resolveReference: (reference, { loaders }) => {
    if ('id' in reference) return loaders.visibleOrder.load(reference.id);
    const number = readSpokenNumber('O', reference.number);
    return number === null ? null : loaders.visibleOrderByNumber.load(number);
  },
  customer: ({ customerId }) => ({ id: customerId }),
  allowedTransitions: (order, _args, { viewer }) => allowedTransitions(stateOf(order), actorsFor(viewer, order)),
  lines: ({ id }, _args, { loaders }) => loaders.orderLines.load(id),
  subtotal: totalOf('subtotalMinor'),
  discountTotal: totalOf('discountMinor'),
  shippingTotal: totalOf('shippingMinor'),
  taxTotal: totalOf('taxMinor'),
  total: totalOf('totalMinor'),
  shipments: ({ id }, _args, { loaders }) => loaders.shipments.load(id),
  // The order of an event may be older than the rows: it has the steps up to its own version.
  timeline: async ({ id, version }, _args, { loaders }) =>
    (await loaders.timeline.load(id)).filter((entry) => entry.version <= version),
  saga: ({ sagaId }, _args, { loaders }) => loaders.saga.load(sagaId),
};

const lineTypes = {
  ITEM: 'CatalogOrderLine',
  SEATS: 'SeatOrderLine',
  DISH: 'FoodOrderLineItem',
  TIP: 'FoodOrderLineItem',
} as const;

export const OrderLine: OrderLineResolvers = { __resolveType: ({ kind }) => lineTypes[kind] };

/** What every kind resolves alike. */
const lineFields = {
  unitPrice: ({ unitPriceMinor, currency }: OrderLineModel) => money(unitPriceMinor, currency),
  lineTotal: ({ amountMinor, currency }: OrderLineModel) => money(amountMinor, currency),
};

export const CatalogOrderLine: CatalogOrderLineResolvers = {
  ...lineFields,
  item: ({ subjectId }) => (subjectId === null ? null : { id: subjectId }),
};

export const SeatOrderLine: SeatOrderLineResolvers = {
  ...lineFields,
  booking: async ({ orderId }, _args, { loaders }) => {
    const id = (await loaders.order.load(orderId))?.bookingId ?? null;
    return id === null ? null : { id };
  },
};

export const FoodOrderLineItem: FoodOrderLineItemResolvers = {
  ...lineFields,
  foodOrder: async ({ orderId }, _args, { loaders }) => {
    const id = (await loaders.order.load(orderId))?.foodOrderId ?? null;
    return id === null ? null : { id };
  },
};

export const Shipment: ShipmentResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const shipment = await loaders.shipment.load(id);
    const order = shipment && (await loaders.visibleOrder.load(shipment.orderId));
    return order && shipment;
  },
};
