import { randomUUID } from 'node:crypto';

/** A text that stands nowhere else, so that wherever it is found it has leaked. */
const canary = (name: string): string => `canary-${name}-${randomUUID()}`;

/** What one person types. Each value is good input for where it goes, unless its name says otherwise. */
export function hatchCanaries() {
  const digits = String(BigInt(`0x${randomUUID().replaceAll('-', '')}`));
  const letters = randomUUID().replace(/[^a-f]/g, '');
  return {
    /** Never in a log, an error answer, an event or a table. */
    secrets: {
      password: canary('password'),
      newPassword: canary('new-password'),
      wrongPassword: canary('wrong-password'),
      weakPassword: digits.slice(-11),
      misplacedPassword: canary('misplaced-password'),
      unknownToken: canary('unknown-token'),
      cardNumber: `4${digits.slice(0, 15)}`,
      unknownProviderToken: `tok_${letters}${digits.slice(0, 12)}`,
    },
    /** Never in a log, nor in an event. */
    personal: {
      email: `${canary('email')}@example.com`,
      unknownEmail: `${canary('unknown-email')}@example.com`,
      firstName: `Canary${letters}`,
      lastName: `Finch${letters}`,
      phone: `+35387${digits.slice(0, 7)}`,
      badPhone: canary('bad-phone'),
      street: `${canary('street')} Lane`,
      note: canary('note'),
      reason: canary('reason'),
      lineNote: canary('line-note'),
      addressLabel: canary('label'),
      deviceName: canary('device'),
      bookingReason: canary('booking-reason'),
      showingReason: canary('showing-reason'),
      bookingKey: canary('booking-key'),
      misplacedId: canary('misplaced-id'),
      stockReason: canary('stock-reason'),
      stockKey: canary('stock-key'),
      refundReason: canary('refund-reason'),
      paymentKey: canary('payment-key'),
      misplacedSku: canary('misplaced sku'),
    },
    displayName: canary('name'),
  };
}

export type Canaries = ReturnType<typeof hatchCanaries>;
