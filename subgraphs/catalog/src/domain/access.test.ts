import { maySeeItem } from './access';

describe('an item', () => {
  const listed = { isListed: true };
  const hidden = { isListed: false };

  it('that is sold is there for everybody', () => {
    expect(maySeeItem(null, listed)).toBe(true);
  });

  it('that is not sold is there for those who keep the shop, and for nobody else', () => {
    expect(maySeeItem(null, hidden)).toBe(false);
    expect(maySeeItem({ scopes: ['inventory:read', 'inventory:write'] }, hidden)).toBe(false);
    expect(maySeeItem({ scopes: ['catalog:write'] }, hidden)).toBe(true);
  });
});
