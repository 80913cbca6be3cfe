import { rescheduleShowing } from './rescheduleShowing';

const at = (time: string) => new Date(`2030-07-04T${time}:00Z`);
const now = at('12:00');
const evening = { startsAt: at('19:00'), endsAt: at('21:00'), salesCloseAt: at('18:30') };

describe('a showing that is rescheduled', () => {
  it('stays where it is when nothing is given', () => {
    expect(rescheduleShowing(evening, { startsAt: null }, now)).toEqual(evening);
  });

  it('takes its end and the close of its sale along', () => {
    expect(rescheduleShowing(evening, { startsAt: at('15:00') }, now)).toEqual({
      startsAt: at('15:00'),
      endsAt: at('17:00'),
      salesCloseAt: at('14:30'),
    });
  });

  it('takes no close into the past', () => {
    expect(rescheduleShowing(evening, { startsAt: at('12:20') }, now).salesCloseAt).toEqual(now);
    const closed = { ...evening, salesCloseAt: at('11:00') };
    expect(rescheduleShowing(closed, { startsAt: at('18:00') }, now).salesCloseAt).toEqual(at('11:00'));
    expect(rescheduleShowing(closed, { startsAt: at('19:10') }, now).salesCloseAt).toEqual(at('11:10'));
  });

  it('may be told the close again that it had', () => {
    const closed = { ...evening, salesCloseAt: at('11:00') };
    expect(rescheduleShowing(closed, { salesCloseAt: at('11:00') }, now)).toEqual(closed);
  });

  it('takes the close that is given with the new beginning', () => {
    const changes = { startsAt: at('15:00'), salesCloseAt: at('17:00') };
    expect(rescheduleShowing(evening, changes, now)).toEqual({ ...changes, endsAt: at('17:00') });
  });

  it('has only its sale closed at another time while it is running', () => {
    const changes = { salesCloseAt: at('21:00') };
    expect(rescheduleShowing(evening, changes, at('20:00'))).toEqual({ ...evening, ...changes });
  });

  it.each([
    ['a beginning of now', { startsAt: now }, 'startsAt'],
    ['a close of now', { salesCloseAt: now }, 'salesCloseAt'],
    ['a close of now with a new beginning', { startsAt: at('15:00'), salesCloseAt: now }, 'salesCloseAt'],
    ['a close after the end', { salesCloseAt: at('21:01') }, 'salesCloseAt'],
    ['a close after the new end', { startsAt: at('15:00'), salesCloseAt: at('17:01') }, 'salesCloseAt'],
  ])('cannot have %s', (_name, changes, path) => {
    expect(() => rescheduleShowing(evening, changes, now)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', path] }),
    );
  });
});
