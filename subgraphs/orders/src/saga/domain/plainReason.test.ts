import { plainReason } from './plainReason';
import type { SagaFailure } from './saga';

const aFailure = (given: Partial<SagaFailure>): SagaFailure => ({
  step: 'AUTHORISE_PAYMENT',
  code: 'PAYMENT_DECLINED',
  message: 'There is not enough money on the card.',
  type: 'PaymentDeclinedError',
  details: {},
  ...given,
});

describe('why a checkout failed, for its customer', () => {
  it('is what the owner of the step says of a thing that customers know', () => {
    expect(plainReason(aFailure({}))).toBe('There is not enough money on the card.');
  });

  it('is whatever was said when it was called off', () => {
    const calledOff = aFailure({ step: null, code: 'CALLED_OFF', message: 'Too late for us.' });
    expect(plainReason(calledOff)).toBe('Too late for us.');
  });

  it.each([
    ['INVALID_TRANSITION', 'A payment that is FAILED cannot become PROCESSING.'],
    ['STEP_TIMED_OUT', 'There was no answer in time.'],
    ['A_CODE_OF_TOMORROW', 'Nobody has read this sentence yet.'],
  ])('is the step in plain words for %s', (code, message) => {
    expect(plainReason(aFailure({ step: 'CAPTURE_PAYMENT', code, message }))).toBe('The money could not be taken.');
  });
});
