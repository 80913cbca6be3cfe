import { type Backoff, backoffMs, type CheckoutStepName } from '@marquee/shared/events';

/** How long a saga waits for others, and how often it asks. */
export interface Patience {
  /** How long an answer may take, unless the plan says otherwise. */
  readonly waitsMs: Readonly<Record<CheckoutStepName, number>>;
  /** How long after the customer's time is over an answer may take. */
  readonly graceMs: number;
  readonly askAgain: Backoff;
  readonly askAgainToUndo: Backoff;
  /** After that many requests to undo a step without an answer a person has to look. */
  readonly undoAttempts: number;
  /** How long a worker has a saga to itself. */
  readonly leaseMs: number;
}

const minuteMs = 60_000;

export const defaultPatience: Patience = {
  waitsMs: {
    RESERVE_STOCK: minuteMs,
    RESERVE_SEATS: minuteMs,
    RESERVE_KITCHEN: minuteMs,
    AUTHORISE_PAYMENT: 2 * minuteMs,
    CONFIRM_STOCK: 5 * minuteMs,
    CONFIRM_SEATS: 5 * minuteMs,
    CONFIRM_KITCHEN: 5 * minuteMs,
    // Everything else is done by then: it is worth more patience than undoing all of it and giving the money back.
    CAPTURE_PAYMENT: 15 * minuteMs,
    REFUND_PAYMENT: 15 * minuteMs,
  },
  graceMs: 10_000,
  askAgain: { firstMs: 5_000, longestMs: 30_000 },
  askAgainToUndo: { firstMs: 5_000, longestMs: 2 * minuteMs },
  // About twenty minutes.
  undoAttempts: 14,
  leaseMs: 30_000,
};

/** What time it is, and how patient the saga is. */
export interface Timing {
  readonly now: Date;
  readonly patience: Patience;
  /** Spreads out what is asked for again. */
  readonly random: () => number;
}

/** When to ask again after that many requests without an answer. */
export function askAgainAt(backoff: Backoff, requests: number, { now, random }: Timing): Date {
  return new Date(now.getTime() + Math.ceil(backoffMs(backoff, requests, random)));
}
