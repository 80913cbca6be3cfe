import { newId } from '@marquee/shared/ids';
import { aCustomer, aMethod, anOrderToPay, aPayment, aTreasurer, captures, eur, pays, refunds } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

interface Proof {
  readonly balanced: boolean;
  readonly chainIntact: boolean;
  readonly checkedEntries: number;
  readonly firstBrokenEntryId: string | null;
}

describe('the books', () => {
  let bed: PaymentsBed;
  beforeEach(async () => {
    bed = await aPaymentsBed();
  });
  afterEach(() => bed.close());

  async function prove(range: { from?: string; to?: string } = {}): Promise<Proof> {
    const query = `query ($from: DateTime, $to: DateTime) {
      ledgerProof(from: $from, to: $to) { balanced chainIntact checkedEntries firstBrokenEntryId }
    }`;
    return (await bed.ask<{ ledgerProof: Proof }>(aTreasurer(), query, range)).data.ledgerProof;
  }

  async function balances(): Promise<Record<string, number>> {
    const query = '{ ledgerBalances { account balance { minor currency } } }';
    const { data } = await bed.ask<{ ledgerBalances: { account: string; balance: { minor: number } }[] }>(
      aTreasurer(),
      query,
    );
    return Object.fromEntries(data.ledgerBalances.map(({ account, balance }) => [account, balance.minor]));
  }

  async function aSale(minor = 2_500): Promise<string> {
    const { payment } = await aPayment(bed);
    await captures(bed, aTreasurer(), { paymentId: payment.id, amount: eur(minor) });
    return payment.id;
  }

  it('have nothing of what is only set aside', async () => {
    await aPayment(bed);
    expect(await prove()).toEqual({ balanced: true, chainIntact: true, checkedEntries: 0, firstBrokenEntryId: null });
  });

  it('have both sides of what was taken and given back, as the provider has it in its own', async () => {
    const id = await aSale();
    await refunds(bed, aTreasurer(), { paymentId: id, amount: eur(900) });
    const query = `query ($id: ID!) { payment(id: $id) {
      ledgerEntries { transactionRef account side amount { minor } }
    } }`;
    const { data } = await bed.ask<{ payment: { ledgerEntries: { transactionRef: string }[] } }>(aTreasurer(), query, {
      id,
    });
    const { ledgerEntries } = data.payment;
    expect(ledgerEntries).toMatchObject([
      { account: 'provider_clearing', side: 'DEBIT', amount: { minor: 2_500 } },
      { account: 'sales', side: 'CREDIT', amount: { minor: 2_500 } },
      { account: 'refunds', side: 'DEBIT', amount: { minor: 900 } },
      { account: 'provider_clearing', side: 'CREDIT', amount: { minor: 900 } },
    ]);
    expect(new Set(ledgerEntries.map(({ transactionRef }) => transactionRef)).size).toBe(2);
    expect(await balances()).toEqual({ provider_clearing: 1_600, refunds: 900, sales: -2_500 });
    expect(await bed.provider.totals()).toEqual([{ currency: 'EUR', capturedMinor: 2_500, refundedMinor: 900 }]);
  });

  it('have cash in an account of its own', async () => {
    const customer = aCustomer();
    const subjectId = await anOrderToPay(bed, customer);
    const paymentMethodId = await aMethod(bed, customer, 'cash', 'CASH_ON_DELIVERY');
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    await captures(bed, aTreasurer(), { paymentId: payment?.id });
    await refunds(bed, aTreasurer(), { paymentId: payment?.id, amount: eur(500) });
    expect(await balances()).toEqual({ cash: 2_000, refunds: 500, sales: -2_500 });
  });

  it('make one chain of what many book at once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, async () => (await aPayment(bed)).payment.id));
    await Promise.all(ids.map((paymentId) => captures(bed, aTreasurer(), { paymentId })));
    expect(await prove()).toEqual({ balanced: true, chainIntact: true, checkedEntries: 24, firstBrokenEntryId: null });
  });

  it.each([
    ['update', `update ledger_entry set amount_minor = amount_minor + 1`],
    ['update', `update ledger_transaction set kind = 'REFUND'`],
    ['delete', 'delete from ledger_entry'],
    ['delete', 'delete from ledger_transaction'],
    ['truncate', 'truncate ledger_entry, ledger_transaction'],
  ])('refuse to %s', async (_what, statement) => {
    await aSale();
    await expect(bed.db.query(statement)).rejects.toThrow('append-only');
  });

  it('refuse a transaction that does not sum to zero', async () => {
    const paymentId = await aSale();
    const [last]: { position: string }[] = await bed.db.query('select max(position) as position from ledger_entry');
    const book = (lines: readonly (readonly [string, number, string])[]) =>
      bed.db.transaction(async (tx) => {
        const id = newId('ledgerTransaction');
        await tx.query(`insert into ledger_transaction values ($1, 'CAPTURE', $2, now())`, [id, paymentId]);
        for (const [index, [side, minor, currency]] of lines.entries()) {
          await tx.query(`insert into ledger_entry values ($1, $2, $3, 'sales', $4, $5, $6, $7, now())`, [
            Number(last?.position) + index + 1,
            newId('ledgerEntry'),
            id,
            side,
            minor,
            currency,
            'a'.repeat(64),
          ]);
        }
      });
    await expect(book([['DEBIT', 100, 'EUR']])).rejects.toThrow('does not sum to zero');
    await expect(
      book([
        ['DEBIT', 100, 'EUR'],
        ['CREDIT', 100, 'USD'],
      ]),
    ).rejects.toThrow('does not sum to zero');
  });

  describe('that somebody has got at', () => {
    /** What nobody can do without the rights of the tables' owner. */
    async function tamper(statement: string, parameters: readonly unknown[] = []): Promise<void> {
      await bed.db.transaction(async (tx) => {
        await tx.query('alter table ledger_entry disable trigger all');
        await tx.query(statement, [...parameters]);
        await tx.query('alter table ledger_entry enable trigger all');
      });
    }
    async function thirdEntry(): Promise<{ id: string; bookedAt: Date }> {
      const rows: { id: string; bookedAt: Date }[] = await bed.db.query(
        'select id, booked_at as "bookedAt" from ledger_entry order by position offset 2 limit 1',
      );
      const [entry] = rows;
      if (entry === undefined) throw new Error('there are too few entries');
      return entry;
    }
    beforeEach(async () => {
      for (let sale = 0; sale < 3; sale += 1) await aSale();
    });

    it.each([
      ['an amount', 'update ledger_entry set amount_minor = amount_minor + 1 where id = $1', false],
      ['an account', `update ledger_entry set account = 'refunds' where id = $1`, true],
      ['a side', `update ledger_entry set side = 'CREDIT' where id = $1`, false],
      ['a time', `update ledger_entry set booked_at = booked_at - interval '1 ms' where id = $1`, true],
      ['a hash', `update ledger_entry set chain_hash = repeat('a', 64) where id = $1`, true],
    ])('show by %s', async (_what, statement, balanced) => {
      const { id } = await thirdEntry();
      await tamper(statement, [id]);
      expect(await prove()).toEqual({ balanced, chainIntact: false, checkedEntries: 6, firstBrokenEntryId: id });
    });

    it('show by an entry that is missing', async () => {
      const { id } = await thirdEntry();
      await tamper('delete from ledger_entry where id = $1', [id]);
      expect(await prove()).toMatchObject({ balanced: false, chainIntact: false, checkedEntries: 5 });
    });

    it('show in the part that is looked at, and in no other', async () => {
      const { id, bookedAt } = await thirdEntry();
      await tamper('update ledger_entry set amount_minor = amount_minor + 1 where id = $1', [id]);
      expect(await prove({ to: bookedAt.toISOString() })).toMatchObject({ chainIntact: true, checkedEntries: 2 });
      expect(await prove({ from: bookedAt.toISOString() })).toMatchObject({
        chainIntact: false,
        firstBrokenEntryId: id,
      });
    });
  });

  it('are for those who hold ledger:read', async () => {
    const id = await aSale();
    const query = `query ($id: ID!, $r: [_Any!]!) {
      ledgerEntries { nodes { id } } ledgerBalances { account } ledgerProof { balanced } payment(id: $id) { ledgerEntries { id } }
      _entities(representations: $r) { ... on LedgerEntry { account } }
    }`;
    const [entry]: { id: string }[] = await bed.db.query('select id from ledger_entry limit 1');
    const r = [{ __typename: 'LedgerEntry', id: entry?.id }];
    const { data, errors } = await bed.ask(aCustomer(), query, { id, r });
    expect(data).toEqual({
      ledgerEntries: null,
      ledgerBalances: null,
      ledgerProof: null,
      payment: null,
      _entities: [null],
    });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });
});
