import { amountDue } from './amountDue';
import { bookingsOf } from './ledger';
import {
  advance,
  allowedFrom,
  beginCapture,
  beginPayment,
  callOff,
  cancelUnasked,
  capturableMinor,
  endCapture,
  failureReason,
  isWholeUntaken,
  type Payment,
  type PaymentStatus,
  refundAmount,
  refundableMinor,
  waivableMinor,
  waive,
} from './payment';
import type { ProviderState } from './providerState';

const noon = new Date('2030-07-03T12:00:00Z');
const eur = (minor: number) => ({ minor, currency: 'EUR' });

const begun = beginPayment(
  {
    id: 'pay_1',
    payerId: 'usr_1',
    subjectId: 'bkg_1',
    methodId: 'pmt_1',
    provider: 'simulated',
    sagaId: null,
    captureLater: false,
    returnUrl: null,
    actionExpiresAt: new Date('2030-07-03T12:15:00Z'),
  },
  eur(1_000),
  noon,
);

function state(version: number, change: Partial<ProviderState> = {}): ProviderState {
  return {
    transactionId: 'ch_1',
    status: 'AUTHORISED',
    amountMinor: 1_000,
    currency: 'EUR',
    authorisedMinor: 1_000,
    capturedMinor: 0,
    refundedMinor: 0,
    refundIds: [],
    nextActionUrl: null,
    declineCode: null,
    isRetryable: false,
    version,
    ...change,
  };
}
const advanced = (payment: Payment, ...states: ProviderState[]): Payment =>
  states.reduce((before, next) => advance(before, next, noon).last, payment);

const authorised = advanced(begun, state(1));
const captured = advanced(authorised, state(2, { capturedMinor: 1_000 }));

describe('a state of the provider', () => {
  it('sets aside, takes and gives back', () => {
    expect(authorised).toMatchObject({
      status: 'AUTHORISED',
      authorisedMinor: 1_000,
      transactionId: 'ch_1',
      version: 2,
    });
    expect(captured).toMatchObject({ status: 'COMPLETED', capturedMinor: 1_000, version: 3 });
    const refunded = advanced(captured, state(3, { capturedMinor: 1_000, refundedMinor: 400 }));
    expect(refunded).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundedMinor: 400, version: 4 });
  });

  it('leaves what is taken in part open for the rest', () => {
    const partly = advanced(authorised, state(2, { capturedMinor: 300 }));
    expect(partly).toMatchObject({ status: 'AUTHORISED', capturedMinor: 300 });
    const released = advanced(partly, state(3, { capturedMinor: 300, authorisedMinor: 300 }));
    expect(released).toMatchObject({ status: 'COMPLETED', authorisedMinor: 300 });
  });

  it('that comes late or again changes nothing', () => {
    expect(advance(captured, state(2, { capturedMinor: 1_000 }), noon)).toEqual({ steps: [], last: captured });
    expect(advance(captured, state(1), noon)).toEqual({ steps: [], last: captured });
  });

  it('that is ahead is told step by step', () => {
    const { steps } = advance(begun, state(3, { capturedMinor: 1_000, refundedMinor: 1_000 }), noon);
    expect(steps.map(({ status, version }) => [status, version])).toEqual([
      ['AUTHORISED', 2],
      ['COMPLETED', 3],
      ['REFUNDED', 4],
    ]);
  });

  it('comes to the same in whatever order states arrive', () => {
    const history = [
      state(1, { status: 'REQUIRES_ACTION', authorisedMinor: 0, nextActionUrl: 'https://bank.example' }),
      state(2),
      state(3, { capturedMinor: 400 }),
      state(4, { capturedMinor: 400, authorisedMinor: 400 }),
      state(5, { capturedMinor: 400, authorisedMinor: 400, refundedMinor: 150 }),
    ];
    for (const order of permutations(history)) {
      let payment = begun;
      let bookedMinor = 0;
      for (const next of [...order, ...order]) {
        const { steps, last } = advance(payment, next, noon);
        for (const step of steps) {
          const lines = bookingsOf(payment, step).flatMap((booking) => booking.lines);
          const sales = lines.filter(({ account }) => account === 'sales');
          const refunds = lines.filter(({ account }) => account === 'refunds');
          bookedMinor += sales.reduce((sum, line) => sum + line.amountMinor, 0);
          bookedMinor -= refunds.reduce((sum, line) => sum + line.amountMinor, 0);
          payment = step;
        }
        payment = last;
      }
      expect(payment).toMatchObject({ status: 'PARTIALLY_REFUNDED', capturedMinor: 400, refundedMinor: 150 });
      expect(bookedMinor).toBe(250);
    }
  });

  it('says why it was declined, and whether it may be tried again', () => {
    const declined = state(1, { status: 'DECLINED', authorisedMinor: 0, declineCode: 'expired_card' });
    const failed = advanced(begun, declined);
    expect(failed).toMatchObject({ status: 'FAILED', declineCode: 'expired_card', isRetryable: false });
    expect(failureReason(failed)).toBe('The card has expired.');
  });

  it('of what is called off tells nobody that it could be taken', () => {
    const { steps } = advance(callOff(begun, 'too late'), state(1), noon);
    expect(steps).toMatchObject([{ status: 'PENDING', authorisedMinor: 1_000 }]);
    const released = advanced(
      callOff(begun, 'too late'),
      state(1),
      state(2, { status: 'CANCELLED', authorisedMinor: 0 }),
    );
    expect(released).toMatchObject({ status: 'CANCELLED', authorisedMinor: 0 });
    expect(failureReason(released)).toBe('too late');
  });

  it.each([{ amountMinor: 999 }, { currency: 'USD' }])('is refused with %j', (change) => {
    expect(() => advance(authorised, state(2, change), noon)).toThrow('another payment');
  });

  it('is refused when it is of another transaction', () => {
    expect(() => advance(authorised, state(2, { transactionId: 'ch_2' }), noon)).toThrow('another payment');
  });
});

describe('taking', () => {
  it('takes all that is left when no amount is named', () => {
    const partly = advanced(authorised, state(2, { capturedMinor: 300 }));
    expect(beginCapture(partly, null, noon)).toMatchObject({ minor: 700, payment: { status: 'PROCESSING' } });
  });

  it('ends where it began when nothing came of it', () => {
    const { payment } = beginCapture(authorised, null, noon);
    expect(endCapture(payment, noon)).toMatchObject({ status: 'AUTHORISED', version: 4 });
  });

  it.each<[PaymentStatus, Payment]>([
    ['PENDING', begun],
    ['COMPLETED', captured],
    ['CANCELLED', cancelUnasked(begun, noon)],
  ])('is refused for what is %s', (from, payment) => {
    expect(() => beginCapture(payment, null, noon)).toThrow(
      expect.objectContaining({
        code: 'INVALID_TRANSITION',
        details: { from, to: 'PROCESSING', allowed: allowedFrom(from) },
      }),
    );
  });

  it('is refused for what is called off', () => {
    expect(() => beginCapture(callOff(authorised, 'over'), null, noon)).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSITION' }),
    );
  });
});

describe('giving back', () => {
  it('counts what is on its way', () => {
    expect(refundableMinor(captured, 400)).toBe(600);
    expect(refundAmount(captured, null, 400)).toBe(600);
    expect(() => refundAmount(captured, eur(601), 400)).toThrow(
      expect.objectContaining({
        code: 'AMOUNT_EXCEEDS_CAPTURED',
        message: 'At most 6.00 EUR can be refunded.',
        details: { remaining: eur(600) },
      }),
    );
  });

  it('has nothing left after all of it', () => {
    expect(() => refundAmount(captured, null, 1_000)).toThrow(
      expect.objectContaining({ code: 'AMOUNT_EXCEEDS_CAPTURED', message: 'Nothing is left to refund.' }),
    );
  });
});

describe('what is owed of a payment that is not taken yet', () => {
  it('is asked for no more', () => {
    const partly: Payment = { ...authorised, capturedMinor: 300 };
    expect(waivableMinor(partly, 600)).toBe(600);
    expect(waivableMinor(partly, 800)).toBe(700);
    expect(waivableMinor(begun, 600)).toBe(600);
    expect(waivableMinor(captured, 600)).toBe(0);
    expect(waivableMinor(cancelUnasked(begun, noon), 600)).toBe(0);
  });

  it('lowers what can be taken, and what is due', () => {
    const waived = waive({ ...authorised, capturedMinor: 300 }, 400, noon);
    expect(capturableMinor(waived)).toBe(300);
    expect(amountDue(eur(1_000), [waived], false)).toEqual(eur(300));
    expect(() => beginCapture(waived, eur(301), noon)).toThrow(
      expect.objectContaining({
        code: 'AMOUNT_EXCEEDS_AUTHORISED',
        message: 'At most 3.00 EUR can be captured.',
        details: { remaining: eur(300) },
      }),
    );
  });

  it('leaves a payment complete once the rest is taken', () => {
    const waived = waive(authorised, 400, noon);
    expect(advanced(waived, state(2, { capturedMinor: 600 }))).toMatchObject({ status: 'COMPLETED' });
  });

  it('is the whole of it or a part', () => {
    expect(isWholeUntaken(authorised, 1_000)).toBe(true);
    expect(isWholeUntaken(waive(authorised, 400, noon), 600)).toBe(true);
    expect(isWholeUntaken(authorised, 999)).toBe(false);
    expect(isWholeUntaken(captured, 1_000)).toBe(false);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
