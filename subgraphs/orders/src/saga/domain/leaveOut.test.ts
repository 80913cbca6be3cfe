import { after, aSaga, at, done, noon, refused, seconds, smallBasket, statesOf } from '../../../test/support/sagas';
import { leaveOut } from './leaveOut';

const reserved = after(aSaga(), [done('RESERVE_STOCK'), done('RESERVE_SEATS')]);
const authorised = after(reserved, [done('AUTHORISE_PAYMENT')]);

describe('leaving a step out of a saga', () => {
  it('never asks for it, and the rest goes on', () => {
    const now = leaveOut(reserved, 'CONFIRM_SEATS', at(noon));
    expect(statesOf(now)).toMatchObject({ AUTHORISE_PAYMENT: 'RUNNING', CONFIRM_SEATS: 'SKIPPED' });
    const rest = after(now, [done('AUTHORISE_PAYMENT'), done('CONFIRM_STOCK'), done('CAPTURE_PAYMENT')]);
    expect(rest.saga.state).toBe('COMPLETED');
  });

  it('awaits no answer of one in flight: a refusal stops nothing', () => {
    const confirmed = after(authorised, [done('CONFIRM_STOCK')]);
    const now = leaveOut(confirmed, 'CONFIRM_SEATS', at(seconds(60)));
    expect(statesOf(now)).toMatchObject({ CONFIRM_SEATS: 'SKIPPED', CAPTURE_PAYMENT: 'RUNNING' });
    expect(after(now, [refused('CONFIRM_SEATS')])).toEqual(now);
  });

  it('undoes the others without it when one of them is refused', () => {
    const now = after(leaveOut(authorised, 'CONFIRM_SEATS', at(noon)), [refused('CONFIRM_STOCK')]);
    expect(statesOf(now)).toMatchObject({ CONFIRM_SEATS: 'SKIPPED', AUTHORISE_PAYMENT: 'COMPENSATING' });
  });

  it('changes nothing where nothing else would be confirmed', () => {
    const alone = leaveOut(reserved, 'CONFIRM_STOCK', at(noon));
    expect(leaveOut(alone, 'CONFIRM_SEATS', at(noon))).toBe(alone);
  });

  it('changes nothing in one that is done, goes back, or has no such step', () => {
    const complete = after(aSaga(), smallBasket.flat().map(done));
    const goingBack = after(aSaga(), [refused('RESERVE_STOCK')]);
    for (const progress of [complete, goingBack]) {
      expect(leaveOut(progress, 'CONFIRM_SEATS', at(noon))).toBe(progress);
    }
    expect(leaveOut(reserved, 'CONFIRM_KITCHEN', at(noon))).toBe(reserved);
  });
});
