export type PaymentMethodKind = 'CARD' | 'WALLET' | 'BANK_TRANSFER' | 'STORE_CREDIT' | 'CASH_ON_DELIVERY';

/** What a provider says of a token, and nothing else of the card behind it. */
export interface MethodDescription {
  readonly kind: PaymentMethodKind;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
}

/** A means of payment that a customer has shown. */
export interface PaymentMethod extends MethodDescription {
  readonly id: string;
  readonly userId: string;
  readonly providerToken: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
  readonly removedAt: Date | null;
}

/** Cash needs no provider, and its token is a word that everybody knows. */
export const cashToken = 'cash';

export const cash: MethodDescription = {
  kind: 'CASH_ON_DELIVERY',
  brand: 'cash',
  last4: null,
  expiryMonth: null,
  expiryYear: null,
};
