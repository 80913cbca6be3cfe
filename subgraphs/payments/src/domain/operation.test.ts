import { providerKey } from './operation';

describe('the key of an operation', () => {
  const operation = { paymentId: 'pay_1', sequence: 1, kind: 'CAPTURE' as const };

  it('is the same whenever it is made', () => {
    expect(providerKey(operation)).toBe(providerKey({ ...operation }));
    expect(providerKey(operation)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([{ paymentId: 'pay_2' }, { sequence: 2 }, { kind: 'REFUND' as const }])('is another with %j', (change) => {
    expect(providerKey({ ...operation, ...change })).not.toBe(providerKey(operation));
  });
});
