import type { Money } from '@marquee/shared/money';
import type { MethodDescription } from '../domain/paymentMethod';
import type { ProviderState } from '../domain/providerState';

/** What a provider is asked to do. `key` is the same whenever the same is asked for. */
export type ProviderRequest = { readonly key: string } & (
  | {
      readonly kind: 'AUTHORISE';
      readonly paymentId: string;
      readonly token: string;
      readonly amount: Money;
      readonly returnUrl: string | null;
    }
  | { readonly kind: 'CAPTURE'; readonly transactionId: string; readonly amountMinor: number }
  | { readonly kind: 'VOID'; readonly transactionId: string }
  | {
      readonly kind: 'REFUND';
      readonly transactionId: string;
      readonly amountMinor: number;
      readonly refundId: string;
    }
);

/** What came of it, and the payment as the provider knows it then; null where it made none. */
export interface ProviderAnswer {
  readonly outcome: 'DONE' | 'DECLINED';
  readonly state: ProviderState | null;
  readonly declineCode: string | null;
}

/** Those who hold customers' money. A real one is another adapter of this. */
export interface PaymentProvider {
  /** What a token stands for; null for one that the provider does not know. @throws ProviderUnavailable */
  describe(token: string): Promise<MethodDescription | null>;
  /** @throws ProviderUnavailable when nobody knows whether it was done: it must be asked for again, by the same key */
  ask(request: ProviderRequest): Promise<ProviderAnswer>;
  /** The payment as the provider knows it now. @throws ProviderUnavailable */
  find(transactionId: string): Promise<ProviderState | null>;
  /** Rejects when it does not answer. */
  ping(): Promise<void>;
}
