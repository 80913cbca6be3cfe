import type { Logger } from '@marquee/shared/logging';
import { fixedId, insertMissing } from '@marquee/shared/seeding';
import { CouponEntity } from '../../persistence/coupon.entity';
import { openOrdersDatabase } from '../../persistence/dataSource';

const unbounded = {
  basisPoints: null,
  amountMinor: null,
  currency: null,
  minimumMinor: null,
  validFrom: null,
  validUntil: null,
  totalLimit: null,
  customerLimit: null,
};

/** A coupon of each kind. */
export const demoCoupons = [
  {
    ...unbounded,
    code: 'WELCOME10',
    description: 'Ten per cent off, once a customer',
    kind: 'PERCENTAGE' as const,
    basisPoints: 1_000,
    customerLimit: 1,
  },
  {
    ...unbounded,
    code: 'FIVER',
    description: 'Five euros off from twenty on',
    kind: 'AMOUNT' as const,
    amountMinor: 500,
    currency: 'EUR',
    minimumMinor: 2_000,
  },
  {
    ...unbounded,
    code: 'PREMIERE',
    description: 'A quarter off for the first hundred orders',
    kind: 'PERCENTAGE' as const,
    basisPoints: 2_500,
    totalLimit: 100,
    customerLimit: 1,
  },
];

/**
 * Fills in coupons where they are missing. What is there already stays as it is, and so does how often it was used, so it
 * may run at every start.
 */
export async function seedDemoCoupons(
  { databaseUrl }: { readonly databaseUrl: string },
  { logger }: { readonly logger: Logger },
): Promise<void> {
  const db = await openOrdersDatabase(databaseUrl, logger);
  try {
    const rows = demoCoupons.map((coupon) => ({ ...coupon, id: fixedId('coupon', coupon.code), timesUsed: 0 }));
    const coupons = await insertMissing(db.manager, CouponEntity, rows);
    logger.info({ coupons: coupons.length }, 'the demo coupons are there');
  } finally {
    await db.destroy();
  }
}
