import { isId } from '@marquee/shared/ids';
import { fixedId } from '@marquee/shared/seeding';
import { isWithinOpeningHours } from '@marquee/shared/time';
import { changeLabels } from '../../domain/dietary';
import { distanceKm } from '../../domain/geoPoint';
import { checkOpeningHours } from '../../domain/openingHours';
import { checkStaysPositive, replaceOptionGroups } from '../../domain/optionGroup';
import { demoCategories, demoCity, demoRestaurants } from './demoCity';
import { dishLabels } from './dishLabels';
import { dishOptions } from './dishOptions';

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

  const dishes = demoRestaurants.flatMap((restaurant) => restaurant.dishes);
  const names = [...new Set(dishes.map(({ name }) => name))].sort();

  it('labels each dish, and nothing else, with what an administrator could have given', () => {
    expect(Object.keys(dishLabels).sort()).toEqual(names);
    for (const labels of Object.values(dishLabels)) expect(changeLabels(null, labels)).toEqual(labels);
  });

  it('has options of dishes that there are, which an administrator could have given', () => {
    expect(Object.keys(dishOptions).filter((name) => !names.includes(name))).toEqual([]);
    const { currency } = demoCity;
    for (const [name, groups] of Object.entries(dishOptions)) {
      const inputs = groups.map(({ options, ...group }) => ({
        ...group,
        options: Object.entries(options).map(([option, minor]) => ({
          name: option,
          priceDelta: { minor, currency },
        })),
      }));
      const price = Math.min(...dishes.filter((dish) => dish.name === name).map(({ priceMinor }) => priceMinor));
      const read = replaceOptionGroups([], inputs, { currency, drawId: String });
      expect(() => checkStaysPositive(price, read, [])).not.toThrow();
    }
  });

  it('lies within a walk of its middle, with a minimum here and there that two dishes meet', () => {
    const spire = { latitude: 53.3498, longitude: -6.2603 };
    for (const { at, minimumOrderMinor, dishes: sold } of demoRestaurants) {
      expect(distanceKm(spire, { latitude: at[0], longitude: at[1] })).toBeLessThan(2);
      const dearest = Math.max(...sold.map(({ priceMinor }) => priceMinor));
      expect(minimumOrderMinor ?? 0).toBeLessThanOrEqual(2 * dearest);
    }
    expect(demoRestaurants.some(({ minimumOrderMinor }) => minimumOrderMinor !== null)).toBe(true);
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
