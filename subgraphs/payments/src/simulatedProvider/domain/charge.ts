import type { Decline, MagicToken } from './magicTokens';

export type ChargeStatus = 'requires_action' | 'authorised' | 'declined' | 'cancelled';

/** Money that a customer's means of payment sets aside, and what was taken of it and given back. */
export interface Charge {
  readonly id: string;
  /** The merchant's own name of it, which makes one charge only. */
  readonly reference: string;
  readonly token: string;
  readonly status: ChargeStatus;
  readonly amountMinor: number;
  readonly currency: string;
  /** Set aside and not released; what was taken is part of it. */
  readonly authorisedMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly declineCode: string | null;
  readonly isRetryable: boolean;
  readonly returnUrl: string | null;
  /** In the address of the customer's page, so that nobody else can confirm the charge. */
  readonly actionSecret: string | null;
  readonly version: number;
}

/** The new state, or why not. A refusal may change the charge, too. */
export type Ruling =
  | { readonly kind: 'DONE'; readonly charge: Charge }
  | { readonly kind: 'DECLINED'; readonly charge: Charge; readonly decline: Decline }
  | { readonly kind: 'CONFLICT'; readonly charge: Charge; readonly message: string };

const changed = (charge: Charge, change: Partial<Charge>): Charge => ({
  ...charge,
  ...change,
  version: charge.version + 1,
});
const declinedFor = ({ code, isRetryable }: Decline) => ({ declineCode: code, isRetryable });

/** What becomes of a new charge. `charge` has nothing set aside yet. */
export function authorise(charge: Charge, token: MagicToken): Ruling {
  const { declines } = token;
  if (declines !== undefined) {
    const declined = changed(charge, { status: 'declined', ...declinedFor(declines) });
    return { kind: 'DECLINED', charge: declined, decline: declines };
  }
  if (token.requiresAction) return { kind: 'DONE', charge: changed(charge, { status: 'requires_action' }) };
  return { kind: 'DONE', charge: setAside(charge) };
}

/** The customer confirmed or refused on the page. One that is no longer waited for stays as it is. */
export function answerAction(charge: Charge, isApproved: boolean): Charge {
  if (charge.status !== 'requires_action') return charge;
  if (isApproved) return setAside(charge);
  return changed(charge, { status: 'declined', declineCode: 'authentication_failed', isRetryable: true });
}

function setAside(charge: Charge): Charge {
  return changed(charge, { status: 'authorised', authorisedMinor: charge.amountMinor });
}

/** Takes so much of what is set aside; it may be taken in several parts. */
export function capture(charge: Charge, amountMinor: number, token: MagicToken): Ruling {
  const left = charge.authorisedMinor - charge.capturedMinor;
  if (charge.status !== 'authorised' || amountMinor > left) {
    return { kind: 'CONFLICT', charge, message: `${left} can be captured` };
  }
  const decline = token.captureDeclines;
  if (decline !== undefined) {
    const released = { status: 'declined' as const, authorisedMinor: charge.capturedMinor, ...declinedFor(decline) };
    return { kind: 'DECLINED', charge: changed(charge, released), decline };
  }
  return { kind: 'DONE', charge: changed(charge, { capturedMinor: charge.capturedMinor + amountMinor }) };
}

/** Releases what is set aside and was not taken. There may be nothing to release. */
export function cancel(charge: Charge): Ruling {
  const isWaiting = charge.status === 'requires_action';
  if (!isWaiting && charge.authorisedMinor === charge.capturedMinor) return { kind: 'DONE', charge };
  const status = charge.capturedMinor > 0 ? charge.status : ('cancelled' as const);
  return { kind: 'DONE', charge: changed(charge, { status, authorisedMinor: charge.capturedMinor }) };
}

/** Gives back so much of what was taken. */
export function refund(charge: Charge, amountMinor: number, token: MagicToken): Ruling {
  const left = charge.capturedMinor - charge.refundedMinor;
  if (amountMinor > left) return { kind: 'CONFLICT', charge, message: `${left} can be refunded` };
  const decline = token.refundDeclines;
  if (decline !== undefined) return { kind: 'DECLINED', charge, decline };
  return { kind: 'DONE', charge: changed(charge, { refundedMinor: charge.refundedMinor + amountMinor }) };
}
