import { type ChainedEntry, chainHash, chainStart, LedgerCheck, type ProvenEntry } from './ledger';

const entry: ChainedEntry = {
  position: 1,
  id: 'led_1',
  transactionId: 'ltx_1',
  kind: 'CAPTURE',
  paymentId: 'pay_1',
  account: 'sales',
  side: 'CREDIT',
  amountMinor: 1_250,
  currency: 'EUR',
  bookedAt: new Date('2030-07-03T12:00:00Z'),
};

function chain(...entries: ChainedEntry[]): ProvenEntry[] {
  let hash = chainStart;
  return entries.map((next) => {
    hash = chainHash(hash, next);
    return { ...next, chainHash: hash };
  });
}
function checked(entries: readonly ProvenEntry[]) {
  const check = new LedgerCheck(chainStart);
  for (const next of entries) check.add(next);
  return check.result();
}

describe('the hash of an entry', () => {
  it('stays what it is for ever: whoever changes its form breaks every chain', () => {
    expect(chainHash(chainStart, entry)).toBe('beaed2802c1840db2370cbfb4865a513187dc396e7ca640467ef487115f7228e');
  });

  it.each<[keyof ChainedEntry, Partial<ChainedEntry>]>([
    ['position', { position: 2 }],
    ['id', { id: 'led_2' }],
    ['transactionId', { transactionId: 'ltx_2' }],
    ['kind', { kind: 'REFUND' }],
    ['paymentId', { paymentId: 'pay_2' }],
    ['account', { account: 'refunds' }],
    ['side', { side: 'DEBIT' }],
    ['amountMinor', { amountMinor: 1_251 }],
    ['currency', { currency: 'USD' }],
    ['bookedAt', { bookedAt: new Date('2030-07-03T12:00:00.001Z') }],
  ])('covers its %s', (_name, change) => {
    expect(chainHash(chainStart, { ...entry, ...change })).not.toBe(chainHash(chainStart, entry));
  });
});

describe('the check of the books', () => {
  const debit: ChainedEntry = { ...entry, position: 2, id: 'led_2', account: 'provider_clearing', side: 'DEBIT' };

  it('finds whole books whole', () => {
    expect(checked(chain(entry, debit))).toEqual({
      balanced: true,
      chainIntact: true,
      checkedEntries: 2,
      firstBrokenEntryId: null,
    });
  });

  it('finds a transaction that does not sum to zero', () => {
    expect(checked(chain(entry, { ...debit, amountMinor: 1_249 }))).toMatchObject({
      balanced: false,
      chainIntact: true,
    });
    expect(checked(chain(entry, { ...debit, currency: 'USD' }))).toMatchObject({ balanced: false });
    expect(checked(chain(entry))).toMatchObject({ balanced: false });
  });

  it('names the first entry that is not what it was', () => {
    const [first, second] = chain(entry, debit);
    if (first === undefined || second === undefined) throw new Error('two were chained');
    expect(checked([{ ...first, amountMinor: 1 }, second])).toMatchObject({
      chainIntact: false,
      firstBrokenEntryId: 'led_1',
    });
    expect(checked([second])).toMatchObject({ chainIntact: false, firstBrokenEntryId: 'led_2' });
  });
});
