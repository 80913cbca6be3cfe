/** Reads any payment, whoever made it. */
export const readAnyScope = 'payments:read:any';
/** Takes what is set aside, and releases it. */
export const captureScope = 'payments:capture';
/** Gives back what was paid, whatever it was for. */
export const refundScope = 'payments:refund';
/** Reads the books. */
export const readLedgerScope = 'ledger:read';

interface Reader {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Whether the payment exists for this reader: its payer, or one who reads any. */
export function maySeePayment(reader: Reader | null, { payerId }: { readonly payerId: string }): boolean {
  return reader !== null && (reader.userId === payerId || reader.scopes.includes(readAnyScope));
}
