import { QueryFailedError } from 'typeorm';
import { Unavailable } from '../errors';
import { faultOf } from './faultOf';

function failed(code: string): QueryFailedError {
  return new QueryFailedError('select 1', [], Object.assign(new Error('from the server'), { code }));
}

describe('what a caller may try again shortly', () => {
  it.each([
    ['what a database was away for', failed('57P01')],
    ['a statement that took too long', failed('57014')],
    ['a lock that was not had in time', failed('55P03')],
    ['a transaction that was in the way of another (deadlock)', failed('40P01')],
    ['a transaction that cannot be put in an order with others', failed('40001')],
    ['an answer that did not come', new QueryFailedError('select 1', [], new Error('Query read timeout'))],
  ])('is %s', (_what, error) =>
    expect(faultOf(error)).toMatchObject({ code: 'DOWNSTREAM_UNAVAILABLE', httpStatus: 503 }),
  );

  it.each([
    ['a broken rule of the database', failed('23505')],
    ['a statement that is wrong', failed('42703')],
    ['a mistake in the code', new TypeError('undefined is not a function')],
  ])('is not %s: that is a bug', (_what, error) => expect(faultOf(error)).toBeNull());

  it('is a fault that was thrown as one, with its own sentence', () => {
    const fault = new Unavailable('The kitchen is closed for repairs.');
    expect(faultOf(fault)).toBe(fault);
  });
});
