import { aCategory, aFood } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { anAdmin } from './support/people';

let bed: FoodBed;
let categoryId: string;
beforeAll(async () => {
  bed = await aFoodBed();
  categoryId = await aCategory(bed);
  await aFood(bed, categoryId, { name: 'Chowder', allergens: ['Fish', 'MILK'], kcal: 490 });
  await aFood(bed, categoryId, { name: 'Dal', dietary: ['VEGAN', 'GLUTEN_FREE'], allergens: ['mustard'] });
  await aFood(bed, categoryId, { name: 'Gazpacho', dietary: ['VEGAN'], allergens: ['gluten', 'celery'] });
  await aFood(bed, categoryId, { name: 'Harira', dietary: ['HALAL', 'SPICY'] });
  await aFood(bed, categoryId, { name: 'Leek soup', dietary: ['VEGETARIAN'], allergens: ['milk', 'celery'] });
});
afterAll(() => bed.close());

const foods = async (filter: Record<string, unknown>) => {
  const { data, errors } = await bed.ask<{ foods: { totalCount: number; nodes: { name: string }[] } } | null>(
    null,
    'query ($filter: FoodFilter) { foods(filter: $filter) { totalCount nodes { name } } }',
    { filter },
  );
  return { names: data?.foods.nodes.map(({ name }) => name), count: data?.foods.totalCount, errors };
};

describe('the labels of a dish', () => {
  const labelsOf = async (query: string) => {
    const { data } = await bed.ask<{ foods: { nodes: unknown[] } }>(
      null,
      'query ($query: String) { foods(filter: { query: $query }) { nodes { dietary allergens kcal } } }',
      { query },
    );
    return data.foods.nodes;
  };

  it('read back in their own order, with what they imply', async () => {
    expect(await labelsOf('chowder')).toEqual([{ dietary: [], allergens: ['fish', 'milk'], kcal: 490 }]);
    expect(await labelsOf('dal')).toEqual([
      { dietary: ['VEGETARIAN', 'VEGAN', 'GLUTEN_FREE'], allergens: ['mustard'], kcal: null },
    ]);
  });

  it('stay when a change leaves them out, and are held against those that are given', async () => {
    const name = 'Stew';
    const id = await aFood(bed, categoryId, { name, dietary: ['VEGAN'], allergens: ['nuts'], kcal: 300 });
    await aFood(bed, categoryId, { id, name });
    expect(await labelsOf(name)).toEqual([{ dietary: ['VEGETARIAN', 'VEGAN'], allergens: ['nuts'], kcal: 300 }]);
    const input = { id, name, categoryId, listPrice: { minor: 1, currency: 'EUR' }, allergens: ['milk'] };
    const { data } = await bed.ask(
      anAdmin(),
      'mutation ($input: FoodSaveInput!) { foodSave(input: $input) { errors { code path } } }',
      { input },
    );
    expect(data).toEqual({ foodSave: { errors: [{ code: 'VALIDATION', path: ['input', 'dietary'] }] } });
    await aFood(bed, categoryId, { id, name, dietary: [], allergens: ['milk'], kcal: null });
    expect(await labelsOf(name)).toEqual([{ dietary: [], allergens: ['milk'], kcal: null }]);
    await aFood(bed, categoryId, { id, name: 'Broth' });
  });
});

describe('a list of dishes', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['one flag, also where another implies it', { dietary: ['VEGETARIAN'] }, ['Dal', 'Gazpacho', 'Leek soup']],
    ['several flags at once', { dietary: ['VEGAN', 'GLUTEN_FREE'] }, ['Dal']],
    ['an allergen that must not be in it', { excludeAllergens: ['Milk '] }, ['Dal', 'Gazpacho', 'Harira']],
    ['several of them', { excludeAllergens: ['celery', 'fish', 'milk'] }, ['Dal', 'Harira']],
    ['both', { dietary: ['VEGETARIAN'], excludeAllergens: ['gluten'] }, ['Dal', 'Leek soup']],
    ['neither', { dietary: [], excludeAllergens: [] }, ['Chowder', 'Dal', 'Gazpacho', 'Harira', 'Leek soup']],
  ])('is narrowed by %s', async (_, filter, expected) => {
    const { names, count, errors } = await foods({ ...filter, query: undefined });
    expect(errors).toBeUndefined();
    expect(names?.filter((name) => name !== 'Broth')).toEqual(expected);
    expect(count).toBe(names?.length);
  });

  it.each(['dairy', '', '\u0000', '\ud800', 'x'.repeat(10_000)])(
    'without the unknown allergen "%.10s" is a bad request, not a list of everything',
    async (name) => {
      const { names, errors } = await foods({ excludeAllergens: ['milk', name] });
      expect(names).toBeUndefined();
      expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    },
  );
});

describe('the database itself', () => {
  it.each([
    ['an allergen that is none', `update food set allergens = '{dairy}'`],
    ['a flag that is none', `update food set dietary = '{PALEO}'`],
    ['negative energy', 'update food set kcal = -1'],
  ])('refuses %s', async (_, statement) => {
    await expect(bed.db.query(statement)).rejects.toThrow(/violates/);
  });
});
