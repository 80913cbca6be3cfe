import type { EntityManager } from 'typeorm';
import type { Owed } from '../domain/refund';

/** The steps that payments takes. */
export type PaymentStep = 'AUTHORISE_PAYMENT' | 'CAPTURE_PAYMENT' | 'REFUND_PAYMENT';

/** A step of a checkout that is answered when the payment has come so far. */
export interface AwaitedStep {
  readonly sagaId: string;
  readonly step: PaymentStep;
  readonly action: 'DO' | 'UNDO';
  readonly paymentId: string;
  readonly refundId: string | null;
  /** What is to be given back once it is known how much is left; null when it is on its way, or something else. */
  readonly owed: Owed | null;
  /** It was said already that the customer is waited for. */
  readonly isToldToWait: boolean;
}

/** All queries on steps that wait for their answer. Whoever writes has the lock of the payment. */
export function awaitedStepsRepository(db: EntityManager) {
  return {
    async insert(awaited: Omit<AwaitedStep, 'isToldToWait'>): Promise<void> {
      const { sagaId, step, action, paymentId, refundId, owed } = awaited;
      await db.query(
        `insert into awaited_step (saga_id, step, action, payment_id, refund_id, owed) values ($1, $2, $3, $4, $5, $6)`,
        [sagaId, step, action, paymentId, refundId, owed && JSON.stringify(owed)],
      );
    },

    ofPayment: (paymentId: string): Promise<AwaitedStep[]> =>
      db.query(
        `select saga_id as "sagaId", step, action, payment_id as "paymentId", refund_id as "refundId",
           owed, is_told_to_wait as "isToldToWait"
         from awaited_step where payment_id = $1 order by saga_id, step, action`,
        [paymentId],
      ),

    async noteOwed({ sagaId, step, action, refundId, owed }: AwaitedStep): Promise<void> {
      await db.query(
        'update awaited_step set refund_id = $4, owed = $5 where saga_id = $1 and step = $2 and action = $3',
        [sagaId, step, action, refundId, owed && JSON.stringify(owed)],
      );
    },

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
