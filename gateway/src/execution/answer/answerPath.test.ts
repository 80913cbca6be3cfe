import { objectsAt, placesOf, visitObjects } from './answerPath';

const both = { id: 1 };
const answer = {
  orders: [{ customer: both, lines: [[{ sku: 'a' }], []] }, null, { customer: null }, { customer: both }],
};

describe('the objects at a path', () => {
  it('are those in every element of lists, lists of lists too, in order', () => {
    expect(objectsAt(answer, ['orders', '@', 'lines', '@', '@'], false)).toEqual([{ sku: 'a' }]);
    expect(objectsAt(answer, ['orders', '@', 'customer'], false)).toEqual([both, both]);
  });

  it('come once each where one may stand in several places', () => {
    expect(objectsAt(answer, ['orders', '@', 'customer'], true)).toEqual([both]);
  });

  it.each([
    ['null', ['orders', '@', 'customer', 'address']],
    ['missing', ['nobody']],
    ['what every object has', ['constructor']],
    ['no list', ['orders', '@', 'customer', '@']],
    ['a list where none is looked for', ['orders', 'customer']],
  ])('are none where there is %s', (_what, path) => {
    expect(objectsAt(answer, path, false)).toEqual([]);
  });

  it('may give way to others', () => {
    const list = { pets: [{ id: 1 }, { id: 1 }] };
    const [first] = list.pets;
    visitObjects(list, ['pets', '@'], false, () => first ?? {});
    expect(list.pets[1]).toBe(first);
  });
});

describe('the places of objects', () => {
  it('are all of those that one stands in', () => {
    expect(placesOf(answer, ['orders', '@', 'customer'], new Set([both]), 9)).toEqual([
      ['orders', 0, 'customer'],
      ['orders', 3, 'customer'],
    ]);
  });

  it('are no more than wanted, and none of other objects', () => {
    expect(placesOf(answer, ['orders', '@', 'customer'], new Set([both]), 1)).toEqual([['orders', 0, 'customer']]);
    expect(placesOf(answer, ['orders', '@', 'customer'], new Set([{ id: 1 }]), 9)).toEqual([]);
  });
});
