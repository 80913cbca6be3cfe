import { QueryFailedError } from 'typeorm';
import { isUnreachable } from './isUnreachable';

function failed(code: string): QueryFailedError {
  return new QueryFailedError('select 1', [], Object.assign(new Error('from the server'), { code }));
}

describe('a database that cannot be reached', () => {
  it.each([
    ['a server that shuts down', failed('57P01')],
    ['too many connections', failed('53300')],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['a pool that found no connection', new Error('timeout exceeded when trying to connect')],
    ['a server that does not greet', new Error('timeout expired')],
    ['a server that stands still', new Error('Query read timeout')],
    [
      'a connection that was closed because its server stands still',
      new Error('Client was closed and is not queryable'),
    ],
  ])('is %s', (_what, error) => expect(isUnreachable(error)).toBe(true));

  it.each([
    ['a broken rule of the database', failed('23505')],
    ['a statement that took too long', failed('57014')],
    ['a deadlock', failed('40P01')],
    ['a mistake in the code', new TypeError('undefined is not a function')],
    ['something that is no error', 'ECONNREFUSED'],
  ])('is not %s', (_what, error) => expect(isUnreachable(error)).toBe(false));
});
