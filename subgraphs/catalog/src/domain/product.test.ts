import { changeProduct, type ProductChanges, readProduct, replaceProduct } from './product';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const usd = (minor: number) => ({ minor, currency: 'USD' });

const lamp = readProduct({
  sku: ' LAMP-1 ',
  title: ' Lamp ',
  description: ' Bends.\nShines. ',
  price: eur(2500),
  prices: [usd(2700), { minor: 4100, currency: 'AUD' }],
  categoryId: 'cat_1',
  attributes: [{ name: ' Colour ', value: 'red' }],
  weightGrams: 900,
  imageUrl: 'https://example.com/lamp.jpg',
});

describe('a product', () => {
  it('is read as it will be shown, its prices by currency', () => {
    expect(lamp).toEqual({
      sku: 'LAMP-1',
      title: 'Lamp',
      description: 'Bends.\nShines.',
      price: eur(2500),
      prices: [{ minor: 4100, currency: 'AUD' }, usd(2700)],
      categoryId: 'cat_1',
      attributes: [{ name: 'Colour', value: 'red' }],
      weightGrams: 900,
      imageUrl: 'https://example.com/lamp.jpg',
      isActive: true,
    });
  });

  it('needs no more than a SKU, a title and a price', () => {
    expect(readProduct({ sku: 'a', title: 'b', price: eur(1) })).toMatchObject({
      description: null,
      prices: [],
      categoryId: null,
      attributes: [],
      weightGrams: null,
      imageUrl: null,
      isActive: true,
    });
  });

  it('keeps what a change leaves out', () => {
    expect(changeProduct(lamp, {})).toEqual(lamp);
    expect(changeProduct(lamp, { isActive: false })).toEqual({ ...lamp, isActive: false });
  });

  it('loses what a change empties, but not what cannot be empty', () => {
    const emptied = { description: null, prices: null, categoryId: null, weightGrams: null, imageUrl: null };
    const asked = { ...emptied, attributes: null, sku: null, title: null, price: null, isActive: null };
    expect(changeProduct(lamp, asked)).toEqual({ ...lamp, ...emptied, prices: [], attributes: [] });
  });

  it('loses all that a replacement leaves out, but for the image', () => {
    const { imageUrl } = lamp;
    expect(replaceProduct(lamp, { sku: 'x', title: 'y', price: usd(1), isActive: false })).toEqual({
      ...readProduct({ sku: 'x', title: 'y', price: usd(1), isActive: false }),
      imageUrl,
    });
  });

  it.each<[string, ProductChanges, string[]]>([
    ['an empty title', { title: ' ' }, ['title']],
    ['a title of 201 characters', { title: 'x'.repeat(201) }, ['title']],
    ['a description of 4001 characters', { description: 'x'.repeat(4001) }, ['description']],
    ['no SKU', { sku: ' ' }, ['sku']],
    ['a SKU of 65 characters', { sku: 'x'.repeat(65) }, ['sku']],
    ['a SKU with a space', { sku: 'a b' }, ['sku']],
    ['a SKU that begins with a dot', { sku: '.a' }, ['sku']],
    ['a price of nothing', { price: eur(0) }, ['price', 'minor']],
    ['half a cent', { price: eur(0.5) }, ['price', 'minor']],
    ['a price beyond all prices', { price: eur(1_000_000_001) }, ['price', 'minor']],
    ['a second price of nothing', { prices: [usd(1), { minor: 0, currency: 'GBP' }] }, ['prices', '1', 'minor']],
    ['two prices in one currency', { prices: [usd(1), usd(1)] }, ['prices', '1', 'currency']],
    ['a second price in its own currency', { prices: [eur(1)] }, ['prices', '0', 'currency']],
    ['its own price in the currency of a second', { price: usd(1) }, ['prices', '1', 'currency']],
    ['31 prices', { prices: Array.from({ length: 31 }, () => usd(1)) }, ['prices']],
    [
      '51 attributes',
      { attributes: Array.from({ length: 51 }, (_, n) => ({ name: `${n}`, value: 'x' })) },
      ['attributes'],
    ],
    ['an attribute without a value', { attributes: [{ name: 'a', value: '' }] }, ['attributes', '0', 'value']],
    [
      'an attribute twice',
      {
        attributes: [
          { name: 'a', value: 'x' },
          { name: 'A', value: 'y' },
        ],
      },
      ['attributes', '1', 'name'],
    ],
    ['no weight', { weightGrams: 0 }, ['weightGrams']],
    ['half a gram', { weightGrams: 0.5 }, ['weightGrams']],
    ['a ton and a gram', { weightGrams: 1_000_001 }, ['weightGrams']],
    ['a title that cannot be stored', { title: 'a\u0000' }, ['title']],
  ])('cannot have %s', (_name, changes, path) => {
    expect(() => changeProduct(lamp, changes)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', ...path] }),
    );
  });

  it('says where it stands among others when it is one of many', () => {
    expect(() => readProduct({ sku: '', title: 'a', price: eur(1) }, ['rows', 3])).toThrow(
      expect.objectContaining({ inputPath: ['rows', '3', 'sku'] }),
    );
  });
});
