import { readIsbn } from '@marquee/shared/books';
import { demoBooks, demoIsbn } from './demoBooks';
import { demoCategories } from './demoCategories';
import { demoGoods } from './demoGoods';

const goods = Object.values(demoGoods).flat();
const books = Object.values(demoBooks).flat();
const shelves = demoCategories.flatMap(({ below }) => Object.keys(below));

describe('the demo shop', () => {
  it('has sixty goods and forty books on its shelves, each under a name of its own', () => {
    expect(goods).toHaveLength(60);
    expect(books).toHaveLength(40);
    expect([...Object.keys(demoGoods), ...Object.keys(demoBooks)].toSorted()).toEqual(shelves.toSorted());
    for (const titles of [goods, books]) expect(new Set(titles.map(([title]) => title)).size).toBe(titles.length);
  });

  it('has an ISBN for each book that is one', () => {
    const isbns = books.map((_, nth) => demoIsbn(nth));
    expect(isbns.map(readIsbn)).toEqual(isbns);
    expect(new Set(isbns).size).toBe(books.length);
  });

  it('says something of every good', () => {
    for (const [, price, pieces, weight, attribute, description] of goods) {
      expect(attribute.split(': ')).toHaveLength(2);
      expect(Math.min(price, weight, description.length)).toBeGreaterThan(0);
      expect(pieces).toBeGreaterThanOrEqual(0);
    }
  });
});
