import { z } from 'zod';

const amount = z.object({ minor: z.int(), currency: z.string() });

const address = z.object({
  recipient: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string(),
});

/** Pieces kept for the order; each at the price that the customer was shown. */
const reserveStock = z.object({
  name: z.literal('RESERVE_STOCK'),
  lines: z.array(z.object({ itemId: z.string(), quantity: z.int(), unitPrice: amount })).min(1),
  /** Until when it stays kept without being confirmed. */
  expiresAt: z.iso.datetime(),
});

/** The kept pieces are sold. */
const confirmStock = z.object({ name: z.literal('CONFIRM_STOCK') });

/** The seats of a hold become a booking that waits for its payment. */
const reserveSeats = z.object({
  name: z.literal('RESERVE_SEATS'),
  /** Drawn by the asker, so that a repeat means the same booking. */
  bookingId: z.string(),
  holdId: z.string(),
  expectedTotal: amount,
  /** Until when the booking waits for its payment. */
  expiresAt: z.iso.datetime(),
});

/** The booking is paid: its tickets are good. */
const confirmSeats = z.object({
  name: z.literal('CONFIRM_SEATS'),
  bookingId: z.string(),
  /** What was paid for the booking by itself: a seat may have been added to it since. Not said where an order pays for it. */
  paid: amount.optional(),
});

/** Dishes are ordered; the kitchen does not see them before they are paid. */
const reserveKitchen = z.object({
  name: z.literal('RESERVE_KITCHEN'),
  /** Drawn by the asker, so that a repeat means the same order. */
  foodOrderId: z.string(),
  restaurantId: z.string(),
  /** None where the order was placed by itself before: then the step is only ever undone, which goes by the order's id. */
  lines: z.array(
    z.object({
      menuItemId: z.string(),
      quantity: z.int(),
      optionIds: z.array(z.string()),
      /** What the kitchen is to know of it; left out for nothing. */
      note: z.string().optional(),
      /** One piece with its choices. */
      unitPrice: amount,
    }),
  ),
  fulfilment: z.enum(['DELIVERY', 'PICKUP', 'DINE_IN', 'TO_SEAT']),
  deliveryAddress: address.nullable(),
  /** With TO_SEAT: to whose seats; the asker has made sure that they are the customer's. */
  seatBookingId: z.string().nullable(),
  tip: amount.nullable(),
  note: z.string().nullable(),
  expectedTotal: amount,
});

/** The order is paid: the kitchen sees it. */
const confirmKitchen = z.object({ name: z.literal('CONFIRM_KITCHEN'), foodOrderId: z.string() });

/** The amount is set aside at the payment provider. */
const authorisePayment = z.object({
  name: z.literal('AUTHORISE_PAYMENT'),
  /** Drawn by the asker, so that a repeat means the same payment. */
  paymentId: z.string(),
  /** The order, the booking or the food order that is paid for. */
  subjectId: z.string(),
  paymentMethodId: z.string(),
  amount,
  /** Whether seats are among what is paid for: their tickets are out with the confirmation. Left out for none. */
  hasSeats: z.boolean().optional(),
});

/** What was set aside is taken. */
const capturePayment = z.object({ name: z.literal('CAPTURE_PAYMENT'), paymentId: z.string() });

/** Part of what was taken is given back. */
const refundPayment = z.object({
  name: z.literal('REFUND_PAYMENT'),
  paymentId: z.string(),
  amount,
  /** One reference is refunded once. */
  reference: z.string(),
  reason: z.string().nullable(),
});

/** What a subgraph is asked to do for a checkout. */
export const checkoutStep = z.discriminatedUnion('name', [
  reserveStock,
  confirmStock,
  reserveSeats,
  confirmSeats,
  reserveKitchen,
  confirmKitchen,
  authorisePayment,
  capturePayment,
  refundPayment,
]);

export type CheckoutStep = z.output<typeof checkoutStep>;
export type CheckoutStepName = CheckoutStep['name'];
export type CheckoutStepOf<Name extends CheckoutStepName> = Extract<CheckoutStep, { name: Name }>;

/** DO takes the step; UNDO makes it as if it had never been taken, whatever has become of it. */
export const checkoutAction = z.enum(['DO', 'UNDO']);
export type CheckoutAction = z.output<typeof checkoutAction>;
