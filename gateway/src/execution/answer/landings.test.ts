import { addAnswer, landingsAt, landingsOf, ownCopy } from './landings';

const landings = landingsOf([['pets', '@', 'owner'], ['pets', '@', 'owner', 'home'], ['shop']]);
const isAbstract = (typeName: unknown) => typeName === 'Pet';
const add = (target: Record<string, unknown>, source: Record<string, unknown>) => {
  addAnswer(target, source, landings, isAbstract);
  return target;
};

describe('a copy of an answer that others read, too', () => {
  const answer = { pets: [{ owner: { id: 1, tags: ['a'] }, toys: [{ id: 2 }] }, null], shop: null, rest: { id: 3 } };
  const copy = ownCopy(answer, landings) as typeof answer;

  it('is equal', () => {
    expect(copy).toEqual(answer);
  });

  it('has objects of its own where something will be added', () => {
    expect(copy).not.toBe(answer);
    expect(copy.pets).not.toBe(answer.pets);
    expect(copy.pets[0]?.owner).not.toBe(answer.pets[0]?.owner);
  });

  it('shares what nobody changes', () => {
    expect(copy.rest).toBe(answer.rest);
    expect(copy.pets[0]?.toys).toBe(answer.pets[0]?.toys);
  });

  it.each(['__proto__', 'constructor'])('copies what stands under %s, too', (key) => {
    const hostile = JSON.parse(`{"${key}":{"id":1}}`);
    const own = ownCopy(hostile, landingsOf([[key]]));
    expect(JSON.stringify(own)).toBe(JSON.stringify(hostile));
    expect(Object.getPrototypeOf(own)).toBe(Object.prototype);
  });
});

describe('what is added to an object', () => {
  it('joins what is known, list by list and object by object', () => {
    expect(add({ pets: [{ a: 1 }, { a: 2 }] }, { pets: [{ b: 1 }, { b: 2 }] })).toEqual({
      pets: [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
    });
  });

  it.each([0, false, ''])('may be %p', (value) => {
    expect(add({ a: 1 }, { a: value })).toEqual({ a: value });
  });

  it('takes nothing away where it is null', () => {
    expect(add({ a: 1, list: [{ b: 1 }] }, { a: null, list: [null] })).toEqual({ a: 1, list: [{ b: 1 }] });
  });

  it('does not hide the type by the name of an abstract one', () => {
    expect(add({ __typename: 'Dog' }, { __typename: 'Pet' })).toEqual({ __typename: 'Dog' });
    expect(add({ __typename: 'Pet' }, { __typename: 'Dog' })).toEqual({ __typename: 'Dog' });
  });

  it('changes in place what later fetches hold on to, and nothing else', () => {
    const [owner, rest] = [{ id: 1 }, { id: 2 }];
    const target = { pets: [{ owner }], rest };
    add(target, { pets: [{ owner: { name: 'Ann' } }], rest: { name: 'Bob' } });
    expect(owner).toEqual({ id: 1, name: 'Ann' });
    expect(rest).toEqual({ id: 2 });
    expect(target.rest).toEqual({ id: 2, name: 'Bob' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('may stand under %s', (key) => {
    const target = add({}, JSON.parse(`{"${key}":{"id":1}}`));
    expect(JSON.stringify(target)).toBe(`{"${key}":{"id":1}}`);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});

it('landings below a place are nothing where nothing lands', () => {
  expect([...landingsAt(landings, ['pets', '@']).children.keys()]).toEqual(['owner']);
  expect(landingsAt(landings, ['nobody', 'x']).children.size).toBe(0);
});
