/** What a token stands for, and what happens when it is charged. */
export interface MagicToken {
  readonly kind: 'CARD' | 'WALLET' | 'BANK_TRANSFER' | 'STORE_CREDIT';
  readonly brand: string;
  readonly last4: string | null;
  readonly expiry: { readonly month: number; readonly year: number } | null;
  /** Nothing is set aside. */
  readonly declines?: Decline;
  /** Something is set aside, and then not taken. */
  readonly captureDeclines?: Decline;
  /** What was taken cannot be given back. */
  readonly refundDeclines?: Decline;
  /** This is done, but its first caller never hears of it. */
  readonly hangsAfter?: 'AUTHORISE' | 'CAPTURE' | 'REFUND';
  /** The customer must confirm it on a page first. */
  readonly requiresAction?: true;
  /** Each webhook comes twice; or the first one comes after those that follow it. */
  readonly webhooks?: 'TWICE' | 'FIRST_LAST';
  /** On top of what every call takes. */
  readonly extraLatencyMs?: number;
}

export interface Decline {
  readonly code: string;
  /** Whether the same method may work later. */
  readonly isRetryable: boolean;
}

const expiry = { month: 12, year: 2034 };
const card = (last4: string, more: Partial<MagicToken> = {}): MagicToken => ({
  kind: 'CARD',
  brand: 'visa',
  last4,
  expiry,
  ...more,
});
const declined = (code: string, isRetryable: boolean): Decline => ({ code, isRetryable });

/** Every token there is; `docs/payments.md` tells them to people. */
export const magicTokens: Readonly<Record<string, MagicToken>> = {
  tok_visa: card('4242'),
  tok_mastercard: card('4444', { brand: 'mastercard' }),
  tok_wallet: { kind: 'WALLET', brand: 'wallet', last4: null, expiry: null },
  tok_bank_transfer: { kind: 'BANK_TRANSFER', brand: 'bank', last4: '3000', expiry: null },
  tok_store_credit: { kind: 'STORE_CREDIT', brand: 'store credit', last4: null, expiry: null },
  tok_declined_insufficient_funds: card('9995', { declines: declined('insufficient_funds', true) }),
  tok_declined_expired_card: card('0069', {
    expiry: { month: 1, year: 2020 },
    declines: declined('expired_card', false),
  }),
  tok_declined_lost_card: card('9987', { declines: declined('lost_card', false) }),
  tok_declined_do_not_honour: card('0002', { declines: declined('do_not_honour', true) }),
  tok_declined_fraud: card('0019', { declines: declined('fraud', false) }),
  tok_capture_declined: card('0341', { captureDeclines: declined('do_not_honour', false) }),
  tok_refund_declined: card('5126', { refundDeclines: declined('account_closed', false) }),
  tok_timeout_after_authorise: card('6001', { hangsAfter: 'AUTHORISE' }),
  tok_timeout_after_capture: card('6002', { hangsAfter: 'CAPTURE' }),
  tok_timeout_after_refund: card('6003', { hangsAfter: 'REFUND' }),
  tok_three_d_secure: card('3220', { requiresAction: true }),
  tok_webhook_duplicate: card('7001', { webhooks: 'TWICE' }),
  tok_webhook_out_of_order: card('7002', { webhooks: 'FIRST_LAST' }),
  tok_slow: card('8001', { extraLatencyMs: 1_500 }),
};

export function findMagicToken(token: string): MagicToken | null {
  return Object.hasOwn(magicTokens, token) ? (magicTokens[token] ?? null) : null;
}
