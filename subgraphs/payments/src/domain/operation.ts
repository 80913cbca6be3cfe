import { createHash } from 'node:crypto';

/** What a provider is asked to do. */
export type OperationKind = 'AUTHORISE' | 'CAPTURE' | 'VOID' | 'REFUND';

/** OPEN until the provider has answered; DROPPED when it was never asked. */
export type OperationState = 'OPEN' | 'DONE' | 'DECLINED' | 'DROPPED';

/** Something that a provider is to be asked for; the operations of a payment are asked one after the other. */
export interface Operation {
  readonly paymentId: string;
  readonly sequence: number;
  readonly kind: OperationKind;
  /** Null where it is all that there is. */
  readonly amountMinor: number | null;
  readonly refundId: string | null;
  readonly state: OperationState;
  /** How often it was asked for. */
  readonly tries: number;
}

/**
 * The provider's idempotency key of an operation. It is made of what never changes, so that whoever asks again, after
 * whatever crash, asks for the same.
 */
export function providerKey({ paymentId, sequence, kind }: Pick<Operation, 'paymentId' | 'sequence' | 'kind'>): string {
  return createHash('sha256').update(`${paymentId} ${sequence} ${kind}`).digest('hex');
}
