/** What is known of something that can be paid for: an order, a booking or a food order. */
export interface Payable {
  readonly subjectId: string;
  readonly customerId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Whether its customer may pay for it by itself now. */
  readonly isOpen: boolean;
  /** It was called off, or ran out, or failed: what was paid for it goes back. */
  readonly isOver: boolean;
  /** Of its owner's latest event that was applied. */
  readonly version: number;
}
