import { isId, newId, prefixes } from './index';

describe('ids', () => {
  it('name their kind and sort by the time they were made', () => {
    const first = newId('user');
    const second = newId('user');
    expect(first).toMatch(/^usr_[0-9a-f-]{36}$/);
    expect(first < second).toBe(true);
  });

  it('are recognised by kind and form', () => {
    expect(isId('foodOrder', newId('foodOrder'))).toBe(true);
    expect(isId('foodOrder', newId('food'))).toBe(false);
    expect(isId('user', 'usr_1')).toBe(false);
    expect(isId('user', `${newId('user')}' or 1=1`)).toBe(false);
  });

  it('have one prefix for each kind', () => {
    const all = Object.values(prefixes);
    expect(new Set(all).size).toBe(all.length);
  });
});
