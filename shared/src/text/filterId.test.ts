import { filterId } from './filterId';

describe('an id that a list is narrowed by', () => {
  it('is what was given', () => {
    expect(filterId('usr_1')).toBe('usr_1');
  });

  it('does not narrow when there is none', () => {
    expect([filterId(null), filterId(undefined)]).toEqual([null, null]);
  });

  it.each(['usr_\0', 'usr_\ud800'])('matches nothing when the database cannot take it: %j', (id) => {
    expect(filterId(id)).toBe('');
  });
});
