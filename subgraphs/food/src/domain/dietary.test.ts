import { allergens, changeLabels, type FoodLabelsInput, readAllergens } from './dietary';

describe('allergens', () => {
  it('are the fourteen of the regulation', () => {
    expect(allergens).toHaveLength(14);
  });

  it('are read in any case and order, each once', () => {
    expect(readAllergens([' Milk ', 'GLUTEN', 'milk'], ['p'])).toEqual(['gluten', 'milk']);
  });

  it.each(['dairy', '', 'wheat', '\u0000', 'x'.repeat(10_000)])('are refused when one is "%.10s"', (name) => {
    expect(() => readAllergens(['milk', name], ['p'])).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['p'] }),
    );
  });
});

describe('the labels of a dish', () => {
  it('are blank when it is new and nothing is given', () => {
    expect(changeLabels(null, {})).toEqual({ dietary: [], allergens: [], kcal: null });
  });

  it('say VEGETARIAN of what is VEGAN, each flag once', () => {
    expect(changeLabels(null, { dietary: ['SPICY', 'VEGAN', 'SPICY'] }).dietary).toEqual([
      'VEGETARIAN',
      'VEGAN',
      'SPICY',
    ]);
  });

  it('keep what is left out, and lose what is empty or null', () => {
    const before = changeLabels(null, { dietary: ['HALAL'], allergens: ['nuts'], kcal: 480 });
    expect(changeLabels(before, {})).toEqual(before);
    expect(changeLabels(before, { dietary: [], allergens: [], kcal: null })).toEqual(changeLabels(null, {}));
  });

  it.each<[string, FoodLabelsInput, string]>([
    ['negative energy', { kcal: -1 }, 'kcal'],
    ['10001 kcal', { kcal: 10_001 }, 'kcal'],
    ['vegan milk', { dietary: ['VEGAN'], allergens: ['milk'] }, 'dietary'],
    ['vegetarian fish', { dietary: ['VEGETARIAN'], allergens: ['fish'] }, 'dietary'],
    ['gluten without gluten', { dietary: ['GLUTEN_FREE'], allergens: ['gluten'] }, 'dietary'],
  ])('are refused with %s', (_, input, name) => {
    expect(() => changeLabels(null, input)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', name] }),
    );
  });

  it('are refused when a new allergen contradicts an old flag', () => {
    const vegan = changeLabels(null, { dietary: ['VEGAN'] });
    expect(() => changeLabels(vegan, { allergens: ['eggs'] })).toThrow('eggs');
  });
});
