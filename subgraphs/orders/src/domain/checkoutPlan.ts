import type { CheckoutStep, CheckoutStepOf } from '@marquee/shared/events';
import { type Money, money } from '@marquee/shared/money';
import type { PlannedStep } from '../saga';
import type { OrderPart } from './handedOver';
import type { Order, OrderLine } from './order';
import type { DraftLine, KitchenTerms, OrderDraft } from './orderDraft';

type Stages = readonly (readonly PlannedStep[])[];

interface Payment {
  readonly paymentId: string;
  readonly subjectId: string;
  readonly totalMinor: number;
  readonly currency: string;
}

/** What a payment needs to be authorised. */
interface PaymentTerms extends Payment {
  readonly paymentMethodId: string;
  readonly hasSeats?: boolean;
}

/** A payment that its customer has authorised by a step of their own. */
interface AuthorisedPayment extends Payment {
  /** Its money is taken when somebody says so. */
  readonly captureLater: boolean;
}

/**
 * The steps of an order: everything is reserved at once, then the payment is authorised, then everything is confirmed,
 * and at last the money is taken. One that is paid later, by a step of its customer's, ends with what is reserved.
 */
export function planCheckout(order: Omit<Order, 'number'>, draft: OrderDraft, expiresAt: Date): Stages {
  const reserving = [
    ...stockStep(draft.lines, draft.currency, expiresAt),
    ...seatsStep(order, draft.lines, expiresAt),
    ...kitchenStep(draft.kitchen, draft.lines, draft.currency),
  ];
  if (order.isPaidLater) return [reserving];
  const { paymentId } = order;
  const { paymentMethodId } = draft;
  const isFree = paymentId === null || paymentMethodId === null;
  const { id: subjectId, totalMinor, currency } = order;
  const hasSeats = order.bookingId !== null;
  const paying = isFree ? [] : [authorising({ paymentId, subjectId, paymentMethodId, totalMinor, currency, hasSeats })];
  const capturing = isFree ? [] : [capturingOf(paymentId)];
  return [reserving, paying, confirming(order), capturing].filter((stage) => stage.length > 0);
}

/** The steps after the customer has paid an order that was reserved before: what was taken then is undone with them. */
export function planPaymentOfOrder(order: Order, lines: readonly OrderLine[], payment: AuthorisedPayment): Stages {
  const expiresAt = order.payBy ?? order.updatedAt;
  const reserved = stockStep(lines, order.currency, expiresAt).map((planned) => ({ ...planned, isDone: true }));
  return [reserved, [authorised(payment)], confirming(order), ...capturingNow(payment)].filter(
    (stage) => stage.length > 0,
  );
}

/** The steps after the customer has paid a booking or a food order that was made by itself. */
export function planPaymentOfPart(part: 'BOOKING' | 'FOOD_ORDER', payment: AuthorisedPayment): Stages {
  const { subjectId, totalMinor, currency } = payment;
  const confirm = part === 'BOOKING' ? confirmSeats(subjectId, money(totalMinor, currency)) : confirmKitchen(subjectId);
  return [[authorised(payment)], [confirm], ...capturingNow(payment)];
}

/** Nothing but a payment that is not wanted any more, to be called off at once. */
export function planRelease(payment: AuthorisedPayment): Stages {
  return [[authorised(payment)]];
}

/** The steps of a food order that was placed by itself with a payment method. */
export function planFoodOrderPayment(
  placed: { readonly foodOrderId: string; readonly restaurantId: string },
  payment: PaymentTerms,
): Stages {
  const request: CheckoutStepOf<'RESERVE_KITCHEN'> = {
    name: 'RESERVE_KITCHEN',
    ...placed,
    // It stands in the kitchen's books already: to be let go of it is known by its id.
    lines: [],
    fulfilment: 'PICKUP',
    deliveryAddress: null,
    seatBookingId: null,
    tip: null,
    note: null,
    expectedTotal: money(payment.totalMinor, payment.currency),
  };
  return [
    [{ subgraph: 'food', request, isDone: true }],
    [authorising(payment)],
    [confirmKitchen(placed.foodOrderId)],
    [capturingOf(payment.paymentId)],
  ];
}

/** Nothing but parts of an order that were confirmed and are not wanted any more, to be called off at once. */
export function planRelinquishment(
  order: Pick<Order, 'bookingId' | 'foodOrderId'>,
  parts: readonly OrderPart[],
): Stages {
  const { bookingId, foodOrderId } = order;
  const confirmed = confirming({
    hasGoods: parts.includes('GOODS'),
    bookingId: parts.includes('SEATS') ? bookingId : null,
    foodOrderId: parts.includes('DISHES') ? foodOrderId : null,
  });
  return [confirmed.map((planned) => ({ ...planned, isDone: true }))];
}

/** The one step that gives back what was paid for a part of an order. */
export function planRefund(refund: Omit<CheckoutStepOf<'REFUND_PAYMENT'>, 'name'>): Stages {
  return [[{ subgraph: 'payments', request: { name: 'REFUND_PAYMENT', ...refund } }]];
}

function stockStep(
  lines: readonly Pick<DraftLine | OrderLine, 'kind' | 'subjectId' | 'quantity' | 'unitPriceMinor'>[],
  currency: string,
  expiresAt: Date,
): PlannedStep[] {
  const goods = lines.flatMap(({ kind, subjectId, quantity, unitPriceMinor }) =>
    kind === 'ITEM' && subjectId !== null
      ? [{ itemId: subjectId, quantity, unitPrice: money(unitPriceMinor, currency) }]
      : [],
  );
  if (goods.length === 0) return [];
  return [step('catalog', { name: 'RESERVE_STOCK', lines: goods, expiresAt: expiresAt.toISOString() })];
}

function seatsStep(
  { bookingId, currency }: Pick<Order, 'bookingId' | 'currency'>,
  lines: readonly DraftLine[],
  expiresAt: Date,
): PlannedStep[] {
  return lines.flatMap(({ kind, subjectId, amountMinor }) =>
    kind === 'SEATS' && subjectId !== null && bookingId !== null
      ? [
          step('booking', {
            name: 'RESERVE_SEATS',
            bookingId,
            holdId: subjectId,
            expectedTotal: money(amountMinor, currency),
            expiresAt: expiresAt.toISOString(),
          }),
        ]
      : [],
  );
}

function kitchenStep(kitchen: KitchenTerms | null, lines: readonly DraftLine[], currency: string): PlannedStep[] {
  if (kitchen === null) return [];
  const { deliveryFeeMinor, ...terms } = kitchen;
  const dishes = lines.flatMap(({ kind, subjectId, quantity, optionIds, note, unitPriceMinor, amountMinor }) =>
    kind === 'DISH' && subjectId !== null
      ? [{ menuItemId: subjectId, quantity, optionIds: [...optionIds], note, unitPriceMinor, amountMinor }]
      : [],
  );
  // What food will count by itself: it knows of no coupons.
  const totalMinor = dishes.reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    deliveryFeeMinor + (terms.tip?.minor ?? 0),
  );
  return [
    step('food', {
      name: 'RESERVE_KITCHEN',
      ...terms,
      lines: dishes.map(({ menuItemId, quantity, optionIds, note, unitPriceMinor }) => ({
        menuItemId,
        quantity,
        optionIds,
        ...(note !== null && { note }),
        unitPrice: money(unitPriceMinor, currency),
      })),
      expectedTotal: money(totalMinor, currency),
    }),
  ];
}

function confirming({ bookingId, foodOrderId, hasGoods }: Pick<Order, 'bookingId' | 'foodOrderId' | 'hasGoods'>) {
  return [
    ...(hasGoods ? [step('catalog', { name: 'CONFIRM_STOCK' })] : []),
    ...(bookingId === null ? [] : [confirmSeats(bookingId)]),
    ...(foodOrderId === null ? [] : [confirmKitchen(foodOrderId)]),
  ];
}

const confirmSeats = (bookingId: string, paid?: Money) =>
  step('booking', { name: 'CONFIRM_SEATS', bookingId, ...(paid && { paid }) });
const confirmKitchen = (foodOrderId: string) => step('food', { name: 'CONFIRM_KITCHEN', foodOrderId });

function authorising({ totalMinor, currency, hasSeats = false, ...terms }: PaymentTerms): PlannedStep {
  const { paymentId, subjectId, paymentMethodId } = terms;
  const amount = money(totalMinor, currency);
  const request = { name: 'AUTHORISE_PAYMENT' as const, paymentId, subjectId, paymentMethodId, amount };
  return step('payments', { ...request, ...(hasSeats && { hasSeats }) });
}

/** It is there already; what it is undone by is its id, and not how it was made. */
const authorised = (payment: AuthorisedPayment): PlannedStep => ({
  ...authorising({ ...payment, paymentMethodId: '' }),
  isDone: true,
});

const capturingNow = ({ captureLater, paymentId }: AuthorisedPayment): PlannedStep[][] =>
  captureLater ? [] : [[capturingOf(paymentId)]];

const capturingOf = (paymentId: string) => step('payments', { name: 'CAPTURE_PAYMENT', paymentId });

function step(subgraph: PlannedStep['subgraph'], request: CheckoutStep): PlannedStep {
  return { subgraph, request };
}
