import type { EntityManager } from 'typeorm';

/** The steps that payments takes. */
export type PaymentStep = 'AUTHORISE_PAYMENT' | 'CAPTURE_PAYMENT' | 'REFUND_PAYMENT';

/** A step of a checkout that is answered when the payment has come so far. */
export interface AwaitedStep {
  readonly sagaId: string;
  readonly step: PaymentStep;
  readonly action: 'DO' | 'UNDO';
  readonly paymentId: string;
  readonly refundId: string | null;
  /** It was said already that the customer is waited for. */
  readonly isToldToWait: boolean;
}

/** All queries on steps that wait for their answer. Whoever writes has the lock of the payment. */
export function awaitedStepsRepository(db: EntityManager) {
  return {
    async insert({ sagaId, step, action, paymentId, refundId }: Omit<AwaitedStep, 'isToldToWait'>): Promise<void> {
      await db.query(
        `insert into awaited_step (saga_id, step, action, payment_id, refund_id) values ($1, $2, $3, $4, $5)`,
        [sagaId, step, action, paymentId, refundId],
      );
    },

    ofPayment: (paymentId: string): Promise<AwaitedStep[]> =>
      db.query(
        `select saga_id as "sagaId", step, action, payment_id as "paymentId", refund_id as "refundId",
           is_told_to_wait as "isToldToWait"
         from awaited_step where payment_id = $1 order by saga_id, step, action`,
        [paymentId],
      ),

    async noteWaiting({ sagaId, step, action }: AwaitedStep): Promise<void> {
      await db.query(
        'update awaited_step set is_told_to_wait = true where saga_id = $1 and step = $2 and action = $3',
        [sagaId, step, action],
      );
    },

    async remove({ sagaId, step, action }: AwaitedStep): Promise<void> {
      await db.query('delete from awaited_step where saga_id = $1 and step = $2 and action = $3', [
        sagaId,
        step,
        action,
      ]);
    },
  };
}
