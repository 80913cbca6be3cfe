import type { EntityManager } from 'typeorm';
import type { Charge } from '../domain/charge';
import { ChargeEntity } from './charge.entity';

/** What was given back of a charge, by the merchant's own name of it. */
export interface ChargeRefund {
  readonly reference: string;
  readonly amountMinor: number;
}

/** What was taken and given back of one currency, as the provider has it in its own books. */
export interface BookTotal {
  readonly currency: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** All queries on charges and on the books of them. */
export function chargesRepository(db: EntityManager) {
  return {
    find: (id: string): Promise<Charge | null> => db.findOneBy(ChargeEntity, { id }),

    findByReference: (reference: string): Promise<Charge | null> => db.findOneBy(ChargeEntity, { reference }),

    findForUpdate: (id: string): Promise<Charge | null> =>
      db.findOne(ChargeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    async insert(charge: Charge): Promise<void> {
      await db.insert(ChargeEntity, charge);
    },

    async update({ id, ...charge }: Charge): Promise<void> {
      await db.update(ChargeEntity, { id }, charge);
    },

    async refundsOf(chargeId: string): Promise<ChargeRefund[]> {
      const rows: { reference: string; amountMinor: string }[] = await db.query(
        `select reference, amount_minor as "amountMinor" from charge_refund
         where charge_id = $1 order by refunded_at, reference`,
        [chargeId],
      );
      return rows.map(({ reference, amountMinor }) => ({ reference, amountMinor: Number(amountMinor) }));
    },

    async hasRefund(reference: string): Promise<boolean> {
      const rows: unknown[] = await db.query('select from charge_refund where reference = $1', [reference]);
      return rows.length > 0;
    },

    async insertRefund(chargeId: string, { reference, amountMinor }: ChargeRefund): Promise<void> {
      await db.query('insert into charge_refund (reference, charge_id, amount_minor) values ($1, $2, $3)', [
        reference,
        chargeId,
        amountMinor,
      ]);
    },

    async book(kind: 'CAPTURE' | 'REFUND', { id, currency }: Charge, amountMinor: number): Promise<void> {
      await db.query('insert into book_entry (charge_id, kind, amount_minor, currency) values ($1, $2, $3, $4)', [
        id,
        kind,
        amountMinor,
        currency,
      ]);
    },

    async totals(): Promise<BookTotal[]> {
      const rows: { currency: string; captured: string; refunded: string }[] = await db.query(
        `select currency,
           coalesce(sum(amount_minor) filter (where kind = 'CAPTURE'), 0) as captured,
           coalesce(sum(amount_minor) filter (where kind = 'REFUND'), 0) as refunded
         from book_entry group by currency order by currency`,
      );
      return rows.map(({ currency, captured, refunded }) => ({
        currency,
        capturedMinor: Number(captured),
        refundedMinor: Number(refunded),
      }));
    },
  };
}
