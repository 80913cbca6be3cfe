import { after, aSaga, at, done, noon, refused, seconds, smallBasket, statesOf } from '../../../test/support/sagas';
import { callOff } from './callOff';
import { askedSteps } from './changes';

const complete = after(aSaga(), smallBasket.flat().map(done));

describe('calling a saga off', () => {
  it('undoes a complete one from its end', () => {
    const now = callOff(complete, 'The customer changed their mind.', at(seconds(60)));
    expect(now.saga).toMatchObject({
      state: 'COMPENSATING',
      finishedAt: null,
      failure: { step: null, code: 'CALLED_OFF', message: 'The customer changed their mind.' },
    });
    expect(askedSteps(complete, now)).toMatchObject([{ step: { name: 'CAPTURE_PAYMENT' }, action: 'UNDO' }]);
  });

  it('undoes one that runs, with what is in flight', () => {
    const now = callOff(aSaga(), 'Too late.', at(noon));
    expect(statesOf(now)).toEqual({
      RESERVE_STOCK: 'COMPENSATING',
      RESERVE_SEATS: 'COMPENSATING',
      AUTHORISE_PAYMENT: 'SKIPPED',
      CONFIRM_STOCK: 'SKIPPED',
      CONFIRM_SEATS: 'SKIPPED',
      CAPTURE_PAYMENT: 'SKIPPED',
    });
  });

  it('ends one that did nothing', () => {
    expect(callOff(aSaga([]), 'Too late.', at(noon)).saga).toMatchObject({ state: 'COMPENSATED', finishedAt: noon });
  });

  it.each(['COMPENSATING', 'COMPENSATED', 'STUCK'] as const)('leaves one that is %s as it is', (state) => {
    const goingBack = after(aSaga(), [refused('RESERVE_STOCK')]);
    const progress = { ...goingBack, saga: { ...goingBack.saga, state } };
    expect(callOff(progress, 'Again.', at(noon))).toBe(progress);
  });
});
