import { newId } from '@marquee/shared/ids';
import { aCategory, aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { keeps, refusalOf } from './support/keep';
import { aCustomer } from './support/people';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

describe('a category', () => {
  it('is made, found by id and slug, and saved as a whole', async () => {
    const homeId = await aCategory(bed, 'home');
    const { payload } = await keeps(bed, 'categorySave', {
      slug: 'lamps-2',
      name: ' Lamps ',
      description: 'All.\nOf them.',
      parentId: homeId,
    });
    const lamps = {
      slug: 'lamps-2',
      name: 'Lamps',
      description: 'All.\nOf them.',
      parent: { slug: 'home' },
      children: [],
    };
    expect(payload).toEqual({ category: { id: expect.stringMatching(/^cat_/), ...lamps }, errors: [] });
    const { id } = (payload as unknown as { category: { id: string } }).category;
    const saved = await keeps(bed, 'categorySave', { id, slug: 'lamps', name: 'Lamps' });
    expect(saved.payload?.['category']).toEqual({ ...lamps, id, slug: 'lamps', description: null, parent: null });
    const query =
      'query ($id: ID) { a: category(id: $id) { slug } b: category(slug: "lamps") { id } c: category(slug: "no") { id } }';
    expect((await bed.ask(null, query, { id })).data).toEqual({ a: { slug: 'lamps' }, b: { id }, c: null });
    const r = [
      { __typename: 'Category', slug: 'lamps' },
      { __typename: 'Category', id: newId('category') },
    ];
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Category { id } } }';
    expect((await bed.ask(null, entities, { r })).data).toEqual({ _entities: [{ id }, null] });
  });

  it.each(['Home', 'a b', 'a--b', '-a', 'a-', 'ä', '', 'x'.repeat(65), 'a/b', 'a\n'])(
    'cannot have the slug %j',
    async (slug) => {
      expect(await refusalOf(bed, 'categorySave', { slug, name: 'x' })).toMatchObject({ path: ['input', 'slug'] });
    },
  );

  it('has a slug that no other has', async () => {
    await aCategory(bed, 'garden');
    const id = await aCategory(bed, 'yard');
    const taken = { code: 'VALIDATION', path: ['input', 'slug'] };
    expect(await refusalOf(bed, 'categorySave', { slug: 'garden', name: 'x' })).toMatchObject(taken);
    expect(await refusalOf(bed, 'categorySave', { id, slug: 'garden', name: 'x' })).toMatchObject(taken);
    const missing = newId('category');
    expect(await refusalOf(bed, 'categorySave', { id: missing, slug: 'q', name: 'x' })).toMatchObject({
      missingId: missing,
    });
    expect(await refusalOf(bed, 'categorySave', { parentId: missing, slug: 'q', name: 'x' })).toMatchObject({
      path: ['input', 'parentId'],
    });
  });

  it('is never below itself, whoever moves what at the same moment', async () => {
    const a = await aCategory(bed, 'a');
    const b = await aCategory(bed, 'b', { parentId: a });
    const circle = { code: 'VALIDATION', path: ['input', 'parentId'] };
    expect(await refusalOf(bed, 'categorySave', { id: a, slug: 'a', name: 'a', parentId: a })).toMatchObject(circle);
    expect(await refusalOf(bed, 'categorySave', { id: a, slug: 'a', name: 'a', parentId: b })).toMatchObject(circle);
    const c = await aCategory(bed, 'c');
    const answers = await Promise.all([
      keeps(bed, 'categorySave', { id: a, slug: 'a', name: 'a', parentId: c }),
      keeps(bed, 'categorySave', { id: c, slug: 'c', name: 'c', parentId: b }),
    ]);
    expect(answers.flatMap(({ payload }) => payload?.errors ?? [])).toHaveLength(1);
  });

  it('is at most eight levels deep, with all that is below it', async () => {
    let parentId = await aCategory(bed, 'level-1');
    for (let level = 2; level <= 8; level += 1) parentId = await aCategory(bed, `level-${level}`, { parentId });
    const deep = { code: 'VALIDATION', path: ['input', 'parentId'] };
    expect(await refusalOf(bed, 'categorySave', { slug: 'level-9', name: 'x', parentId })).toMatchObject(deep);
    const top = await aCategory(bed, 'top');
    const { data } = await bed.ask<{ category: { id: string } }>(null, '{ category(slug: "level-1") { id } }');
    const moved = { id: data.category.id, slug: 'level-1', name: 'x', parentId: top };
    expect(await refusalOf(bed, 'categorySave', moved)).toMatchObject(deep);
  });

  it('is saved by its keepers alone', async () => {
    const { payload, faults } = await keeps(bed, 'categorySave', { slug: 'mine', name: 'x' }, aCustomer());
    expect({ payload, code: faults?.[0]?.extensions?.['code'] }).toEqual({ payload: null, code: 'FORBIDDEN' });
  });

  it('stands in the tree by name, and leads to its products', async () => {
    const fresh = await aCatalogBed();
    try {
      const z = await aCategory(fresh, 'zoo', { name: 'apes' });
      await aCategory(fresh, 'b', { name: 'Birds' });
      const child = await aCategory(fresh, 'child', { parentId: z });
      await aProduct(fresh, { title: 'Ape', categoryId: child });
      const query =
        '{ categories { slug children { slug parent { slug } products { nodes { title category { slug } } } } } }';
      expect((await fresh.ask(null, query)).data).toEqual({
        categories: [
          {
            slug: 'zoo',
            children: [
              {
                slug: 'child',
                parent: { slug: 'zoo' },
                products: { nodes: [{ title: 'Ape', category: { slug: 'child' } }] },
              },
            ],
          },
          { slug: 'b', children: [] },
        ],
      });
    } finally {
      await fresh.close();
    }
  });
});
