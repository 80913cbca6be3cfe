import { answerAction, authorise, type Charge, cancel, capture, refund } from './charge';
import { findMagicToken, type MagicToken } from './magicTokens';

const fresh: Charge = {
  id: 'ch_1',
  reference: 'pay_1',
  token: 'tok_visa',
  status: 'declined',
  amountMinor: 1_000,
  currency: 'EUR',
  authorisedMinor: 0,
  capturedMinor: 0,
  refundedMinor: 0,
  declineCode: null,
  isRetryable: false,
  returnUrl: null,
  actionSecret: 'secret',
  version: 0,
};

function token(name: string): MagicToken {
  const found = findMagicToken(name);
  if (found === null) throw new Error(`no token ${name}`);
  return found;
}
const visa = token('tok_visa');
const authorised = authorise(fresh, visa).charge;
const captured = capture(authorised, 600, visa).charge;

describe('a charge', () => {
  it('sets its whole amount aside', () => {
    expect(authorised).toMatchObject({ status: 'authorised', authorisedMinor: 1_000, capturedMinor: 0, version: 1 });
  });

  it('is taken in parts, and never more than was set aside', () => {
    expect(captured).toMatchObject({ capturedMinor: 600, version: 2 });
    expect(capture(captured, 401, visa)).toMatchObject({ kind: 'CONFLICT', message: '400 can be captured' });
    expect(capture(captured, 400, visa).charge).toMatchObject({ capturedMinor: 1_000 });
  });

  it('is given back in parts, and never more than was taken', () => {
    const partly = refund(captured, 250, visa).charge;
    expect(partly).toMatchObject({ refundedMinor: 250, version: 3 });
    expect(refund(partly, 351, visa)).toMatchObject({ kind: 'CONFLICT', message: '350 can be refunded' });
    expect(refund(partly, 350, visa).charge).toMatchObject({ refundedMinor: 600 });
  });

  it('releases what was not taken', () => {
    expect(cancel(authorised).charge).toMatchObject({ status: 'cancelled', authorisedMinor: 0 });
    expect(cancel(captured).charge).toMatchObject({ status: 'authorised', authorisedMinor: 600, capturedMinor: 600 });
  });

  it('has nothing to release twice', () => {
    const { charge } = cancel(authorised);
    expect(cancel(charge)).toEqual({ kind: 'DONE', charge });
  });

  it('cannot be taken once it was released', () => {
    expect(capture(cancel(authorised).charge, 1, visa)).toMatchObject({ kind: 'CONFLICT' });
  });

  it('sets nothing aside before the customer has approved', () => {
    const waiting = authorise(fresh, token('tok_three_d_secure')).charge;
    expect(waiting).toMatchObject({ status: 'requires_action', authorisedMinor: 0 });
    expect(answerAction(waiting, true)).toMatchObject({ status: 'authorised', authorisedMinor: 1_000 });
    expect(answerAction(waiting, false)).toMatchObject({ status: 'declined', declineCode: 'authentication_failed' });
    expect(answerAction(cancel(waiting).charge, true)).toMatchObject({ status: 'cancelled', authorisedMinor: 0 });
  });

  it('releases everything when the taking is declined', () => {
    const ruling = capture(authorised, 1_000, token('tok_capture_declined'));
    expect(ruling).toMatchObject({ kind: 'DECLINED', charge: { status: 'declined', authorisedMinor: 0 } });
  });

  it('stays as it is when the giving back is declined', () => {
    expect(refund(captured, 600, token('tok_refund_declined'))).toMatchObject({ kind: 'DECLINED', charge: captured });
  });
});

describe('a token', () => {
  it('is no name that every object has', () => {
    expect(findMagicToken('constructor')).toBeNull();
  });
});
