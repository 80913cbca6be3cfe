import type { Viewer } from '@marquee/shared/auth';
import { countStatements } from '@marquee/shared/database';
import { redoMigrations } from '@marquee/shared/testing';
import { openPaymentsDatabase } from '../src/persistence/dataSource';
import { aBookingToPay, aCustomer, aMethod, aTreasurer, captures, eur, pays, refunds } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

interface Page {
  readonly nodes: readonly { readonly id: string; readonly status: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

describe('lists of payments', () => {
  let bed: PaymentsBed;
  let customer: Viewer;
  const ids: string[] = [];

  beforeAll(async () => {
    bed = await aPaymentsBed();
    customer = aCustomer();
    const paymentMethodId = await aMethod(bed, customer);
    const declining = await aMethod(bed, customer, 'tok_declined_fraud');
    for (let index = 0; index < 5; index += 1) {
      const subjectId = await aBookingToPay(bed, customer);
      const method = index === 4 ? declining : paymentMethodId;
      const { payment } = await pays(bed, customer, { subjectId, paymentMethodId: method });
      ids.unshift(payment?.id ?? '');
      if (index < 2) await captures(bed, aTreasurer(), { paymentId: payment?.id });
      if (index === 0) await refunds(bed, aTreasurer(), { paymentId: payment?.id, amount: eur(1) });
    }
  });
  afterAll(() => bed.close());

  async function list(args: string): Promise<Page> {
    const query = `{ payments${args} { totalCount nodes { id status } pageInfo { hasNextPage endCursor } } }`;
    return (await bed.ask<{ payments: Page }>(customer, query)).data.payments;
  }

  it('come newest first, page by page', async () => {
    const first = await list('(first: 2)');
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    const second = await list(`(first: 3, after: "${first.pageInfo.endCursor}")`);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    ['(filter: { status: [FAILED] })', 1],
    ['(filter: { status: [COMPLETED, PARTIALLY_REFUNDED] })', 2],
    ['(filter: { createdAfter: "2100-01-01T00:00:00Z" })', 0],
    ['(filter: { createdBefore: "2100-01-01T00:00:00Z" })', 5],
    ['(filter: { subjectId: "bkg_nobody" })', 0],
  ])('are narrowed by %s', async (args, count) => {
    expect((await list(args)).nodes).toHaveLength(count);
  });

  it.each(['(first: 0)', '(first: 101)', '(first: 1, last: 1)', '(after: "nonsense")'])('refuse %s', async (args) => {
    const { errors } = await bed.ask(customer, `{ payments${args} { totalCount } }`);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('read each table once, however many payments there are', async () => {
    const query = `query ($first: Int!) { payments(first: $first) { nodes {
      id payer { id } method { brand } attempts { number } refunds { id } refundable { minor } ledgerEntries { account }
    } } }`;
    const viewer = { ...customer, scopes: ['ledger:read'] };
    const count = async (first: number) => {
      const { result, statements } = await countStatements(bed.db, () => bed.ask(viewer, query, { first }));
      expect(result.errors).toBeUndefined();
      return statements.length;
    };
    const [one, five] = [await count(1), await count(5)];
    expect(five).toBe(one);
  });
});

describe('the migrations', () => {
  it('can all be taken back over a full database, and done again', async () => {
    const bed = await aPaymentsBed();
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    await captures(bed, aTreasurer(), { paymentId: payment?.id });
    // What the bed runs in the background would miss its tables.
    await bed.subgraph.stop();

    const db = await openPaymentsDatabase(bed.databaseUrl, bed.logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
    await bed.closeProvider();
  });
});
