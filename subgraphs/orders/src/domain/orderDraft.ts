import type { Address } from '@marquee/shared/address';
import type { CheckoutStepOf } from '@marquee/shared/events';
import type { QuotedLine } from './cart';
import type { Order, OrderLineKind } from './order';
import type { BasketPrice, PricedLine } from './pricing';

/** A line that is going to be ordered. */
export interface DraftLine extends PricedLine {
  readonly kind: OrderLineKind;
  readonly subjectId: string | null;
  readonly optionIds: readonly string[];
  readonly note: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** What a kitchen is asked for beside its dishes. */
export type KitchenTerms = Pick<
  CheckoutStepOf<'RESERVE_KITCHEN'>,
  'restaurantId' | 'fulfilment' | 'deliveryAddress' | 'seatBookingId' | 'tip' | 'note'
> & { readonly foodOrderId: string; readonly deliveryFeeMinor: number };

/** Everything that an order is made of, priced. */
export interface OrderDraft {
  /** Whether it is made of a basket. */
  readonly isOfBasket: boolean;
  readonly customerId: string;
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly price: BasketPrice;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  /** Drawn for the seats in it. */
  readonly bookingId: string | null;
  readonly kitchen: KitchenTerms | null;
  /** Null: the customer pays by a step of their own. */
  readonly paymentMethodId: string | null;
  /** `position` says in which order they were given. */
  readonly coupons: readonly { readonly couponId: string; readonly position: number; readonly discountMinor: number }[];
}

/** The line of a basket as it is going to be ordered. */
export function draftLine({
  line,
  id,
  amountMinor,
  taxKind,
  weightGrams,
  title,
  unitPriceMinor,
}: QuotedLine): DraftLine {
  const { kind, subjectId, optionIds, note, quantity } = line;
  return { id, amountMinor, taxKind, weightGrams, title, unitPriceMinor, kind, subjectId, optionIds, note, quantity };
}

/** A tip stands as a line of its own. */
export function tipLine(amountMinor: number): DraftLine {
  return {
    id: 'tip',
    kind: 'TIP',
    subjectId: null,
    optionIds: [],
    note: null,
    title: 'Tip',
    quantity: 1,
    unitPriceMinor: amountMinor,
    amountMinor,
    taxKind: 'TIP',
    weightGrams: 0,
  };
}

/** The order as it begins; ids and times come from outside. */
export function newOrder(
  draft: OrderDraft,
  ids: Pick<Order, 'id' | 'sagaId' | 'paymentId'>,
  { now, payBy }: { readonly now: Date; readonly payBy: Date },
): Omit<Order, 'number'> {
  const { customerId, currency, price, shippingAddress, billingAddress, bookingId, kitchen } = draft;
  const isPaidLater = draft.paymentMethodId === null && price.totalMinor > 0;
  return {
    ...ids,
    customerId,
    status: 'PENDING',
    currency,
    subtotalMinor: price.subtotalMinor,
    discountMinor: price.discountMinor,
    shippingMinor: price.shippingMinor ?? 0,
    deliveryFeeMinor: kitchen?.deliveryFeeMinor ?? 0,
    taxMinor: price.taxMinor,
    totalMinor: price.totalMinor,
    refundedMinor: 0,
    shippingAddress,
    billingAddress,
    bookingId,
    foodOrderId: kitchen?.foodOrderId ?? null,
    isOfBasket: draft.isOfBasket,
    isPaidLater,
    payBy: isPaidLater ? payBy : null,
    hasGoods: draft.lines.some(({ kind }) => kind === 'ITEM'),
    isShipped: false,
    isDelivered: false,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
