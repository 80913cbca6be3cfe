export type ProviderStatus = 'REQUIRES_ACTION' | 'AUTHORISED' | 'DECLINED' | 'CANCELLED';

/** A payment as its provider knows it. Of two states the one with the higher version is the later one. */
export interface ProviderState {
  /** The provider's own id of it; null where nobody else keeps one. */
  readonly transactionId: string | null;
  readonly status: ProviderStatus;
  readonly amountMinor: number;
  readonly currency: string;
  /** Set aside and not released; what was taken is part of it. */
  readonly authorisedMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  /** Our own names of what was given back. */
  readonly refundIds: readonly string[];
  readonly nextActionUrl: string | null;
  readonly declineCode: string | null;
  readonly isRetryable: boolean;
  readonly version: number;
}
