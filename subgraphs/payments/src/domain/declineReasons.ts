/** A sentence for the customer, by the code of a decline. What a fraud check found is nobody's business. */
const reasons: Readonly<Record<string, string>> = {
  insufficient_funds: 'There is not enough money for this payment.',
  expired_card: 'The card has expired.',
  lost_card: 'The bank does not accept this card.',
  fraud: 'The bank does not accept this card.',
  authentication_failed: 'The payment was not confirmed.',
  authentication_expired: 'The payment was not confirmed in time.',
  cancelled: 'The payment was called off.',
  account_closed: 'The account that it was paid from is closed.',
};

export function reasonOf(declineCode: string): string {
  return Object.hasOwn(reasons, declineCode) ? (reasons[declineCode] ?? declined) : declined;
}

const declined = 'The bank declined this payment.';
