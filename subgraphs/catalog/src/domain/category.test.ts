import { checkPlace, readCategory } from './category';

describe('a category', () => {
  it('is read as it will be shown, at the top unless it says otherwise', () => {
    expect(readCategory({ slug: 'a-1', name: ' A ', description: ' ' })).toEqual({
      slug: 'a-1',
      name: 'A',
      description: null,
      parentId: null,
    });
  });

  it.each(['A', 'a b', 'a--b', '-a', 'a-', 'ä', '', 'a_b', 'x'.repeat(65), 'a\n'])(
    'cannot have the slug %j',
    (slug) => {
      expect(() => readCategory({ slug, name: 'x' })).toThrow(
        expect.objectContaining({ inputPath: ['input', 'slug'] }),
      );
    },
  );

  it('stands eight levels deep at most, with what is below it, and never below itself', () => {
    const above = (count: number) => Array.from({ length: count }, (_, nth) => `cat_${nth}`);
    expect(() => checkPlace('me', { ancestorIds: above(7), levels: 1 })).not.toThrow();
    expect(() => checkPlace('me', { ancestorIds: above(8), levels: 1 })).toThrow('at most 8 levels');
    expect(() => checkPlace('me', { ancestorIds: above(6), levels: 3 })).toThrow('at most 8 levels');
    expect(() => checkPlace('me', { ancestorIds: ['cat_1', 'me'], levels: 1 })).toThrow('below itself');
  });
});
