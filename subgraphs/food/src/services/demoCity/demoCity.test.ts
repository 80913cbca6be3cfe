import { isId } from '@marquee/shared/ids';
import { checkOpeningHours, isWithinOpeningHours } from '../../domain/openingHours';
import { demoCategories, demoCity, demoRestaurants } from './demoCity';
import { fixedId } from './fixedId';

describe('the demo city', () => {
  it('has a dozen restaurants with 8 to 15 dishes each, each dish once', () => {
    expect(demoRestaurants).toHaveLength(12);
    expect(new Set(demoRestaurants.map(({ name }) => name)).size).toBe(12);
    for (const { dishes } of demoRestaurants) {
      expect(dishes.length).toBeGreaterThanOrEqual(8);
      expect(dishes.length).toBeLessThanOrEqual(15);
      expect(new Set(dishes.map(({ name }) => name)).size).toBe(dishes.length);
    }
  });

  it('has a category for each dish, and one description and price for dishes that several sell', () => {
    const dishes = demoRestaurants.flatMap((restaurant) => restaurant.dishes);
    expect(dishes.filter(({ category }) => !(category in demoCategories))).toEqual([]);
    expect(new Set(dishes.map(({ name }) => name)).size).toBe(new Set(dishes.map((dish) => JSON.stringify(dish))).size);
  });

  it('has opening hours that can be', () => {
    for (const { openingHours } of demoRestaurants) {
      expect(() => checkOpeningHours({ openingHours, timeZone: demoCity.timeZone })).not.toThrow();
    }
  });

  it('has an open kitchen at every quarter of an hour of the year', () => {
    const quarters = Array.from({ length: 365 * 96 }, (_, index) => new Date(Date.UTC(2030, 0, 1) + index * 900_000));
    const open = (at: Date) =>
      demoRestaurants.some(({ openingHours }) =>
        isWithinOpeningHours({ openingHours, timeZone: demoCity.timeZone }, at),
      );
    expect(quarters.filter((at) => !open(at))).toEqual([]);
  });
});

describe('a fixed id', () => {
  it('has the form of an id and depends on the name alone', () => {
    expect(isId('restaurant', fixedId('restaurant', 'Sottovento'))).toBe(true);
    expect(fixedId('restaurant', 'Sottovento')).toBe(fixedId('restaurant', 'Sottovento'));
    expect(fixedId('restaurant', 'Sottovento')).not.toBe(fixedId('restaurant', 'Harbour Line'));
  });
});
