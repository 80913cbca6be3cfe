import { buildSchema } from 'graphql';
import { objectsInContext } from './contextValues';
import { createTypeFacts } from './typeFacts';

const types = createTypeFacts(buildSchema('type Query { user: User } type User { id: ID } type Other { id: ID }'));
const take = (path: string[], renameKeyTo = 'value') => ({ kind: 'KeyRenamer' as const, path, renameKeyTo });
const entity = { id: 1 };
const answer = {
  users: [
    { __typename: 'User', locale: 'de', tags: [{ n: 0 }, { n: 1 }], inner: { pet: entity } },
    { __typename: 'Other', locale: '', inner: { pet: entity } },
  ],
};
const path = ['users', '@', 'inner', 'pet'];
const valuesOf = (rewrite: ReturnType<typeof take>) =>
  objectsInContext(answer, path, [rewrite], types).map(({ values }) => values);

describe('the context of an entity', () => {
  it('is another at each of its places', () => {
    const found = objectsInContext(answer, path, [take(['..', '..', 'locale'])], types);
    expect(found).toEqual([
      { object: entity, values: { value: 'de' } },
      { object: entity, values: { value: '' } },
    ]);
    expect(found[0]?.object).toBe(entity);
  });

  it('is only what is around it of the type', () => {
    expect(valuesOf(take(['..', '..', '... on User', 'locale']))).toEqual([{ value: 'de' }, {}]);
  });

  it('may be in lists, or missing', () => {
    expect(valuesOf(take(['..', '..', 'tags', 'n']))).toEqual([{ value: [0, 1] }, {}]);
    expect(valuesOf(take(['..', '..', '..', '..', 'locale']))).toEqual([{}, {}]);
  });

  it.each(['__proto__', 'constructor'])('is not what every object has as %s', (key) => {
    expect(valuesOf(take(['..', '..', key]))).toEqual([{}, {}]);
  });
});
