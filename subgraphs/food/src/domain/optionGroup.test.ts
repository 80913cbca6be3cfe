import type { OptionGroup } from '@marquee/shared/menu';
import { checkStaysPositive, type OptionGroupInput, replaceOptionGroups } from './optionGroup';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const size: OptionGroupInput = {
  name: 'Size',
  minChoices: 1,
  maxChoices: 1,
  options: [
    { name: 'Small', priceDelta: eur(-150) },
    { name: 'Large', priceDelta: eur(200) },
  ],
};
const drawIds = () => {
  let drawn = 0;
  return (kind: string) => `${kind}-${(drawn += 1)}`;
};
const replace = (current: readonly OptionGroup[], inputs: readonly OptionGroupInput[], drawId = drawIds()) =>
  replaceOptionGroups(current, inputs, { currency: 'EUR', drawId });

describe('the groups of a dish', () => {
  it('are as given, with ids of their own', () => {
    expect(replace([], [size, { name: ' Extras ', options: [{ name: 'Chilli', priceDelta: eur(0) }] }])).toEqual([
      {
        id: 'optionGroup-3',
        name: 'Size',
        minChoices: 1,
        maxChoices: 1,
        options: [
          { id: 'menuOption-1', name: 'Small', priceDeltaMinor: -150 },
          { id: 'menuOption-2', name: 'Large', priceDeltaMinor: 200 },
        ],
      },
      {
        id: 'optionGroup-5',
        name: 'Extras',
        minChoices: 0,
        maxChoices: 1,
        options: [{ id: 'menuOption-4', name: 'Chilli', priceDeltaMinor: 0 }],
      },
    ]);
  });

  it('keep the ids of what keeps its name, whatever its place and price', () => {
    const before = replace([], [size]);
    const [after] = replace(
      before,
      [
        {
          ...size,
          options: [
            { name: 'Large', priceDelta: eur(250) },
            { name: 'Huge', priceDelta: eur(400) },
          ],
        },
      ],
      (kind) => `new-${kind}`,
    );
    expect(after?.id).toBe(before[0]?.id);
    expect(after?.options).toEqual([
      { id: 'menuOption-2', name: 'Large', priceDeltaMinor: 250 },
      { id: 'new-menuOption', name: 'Huge', priceDeltaMinor: 400 },
    ]);
  });

  const groups = (count: number) => Array.from({ length: count }, (_, index) => ({ ...size, name: `G${index}` }));
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `O${index}`, priceDelta: eur(0) }));
  it.each<[string, OptionGroupInput[], (string | number)[]]>([
    ['21 groups', groups(21), []],
    ['two groups of one name', [size, size], ['1', 'name']],
    ['a blank name', [{ ...size, name: ' ' }], ['0', 'name']],
    ['a name of 10 kB', [{ ...size, name: 'x'.repeat(10_000) }], ['0', 'name']],
    ['no option', [{ ...size, options: [] }], ['0', 'options']],
    ['51 options', [{ ...size, options: options(51) }], ['0', 'options']],
    ['two options of one name', [{ ...size, options: [...options(1), ...options(1)] }], ['0', 'options', '1', 'name']],
    [
      'a name with NUL',
      [{ ...size, options: [{ name: '\u0000', priceDelta: eur(0) }] }],
      ['0', 'options', '0', 'name'],
    ],
    ['no most choices', [{ ...size, maxChoices: 0 }], ['0', 'maxChoices']],
    ['51 most choices', [{ ...size, maxChoices: 51 }], ['0', 'maxChoices']],
    ['fewer than no choices', [{ ...size, minChoices: -1 }], ['0', 'minChoices']],
    ['more least than most choices', [{ ...size, minChoices: 2 }], ['0', 'minChoices']],
    ['more least choices than options', [{ ...size, minChoices: 3, maxChoices: 5 }], ['0', 'minChoices']],
    [
      'a huge delta',
      [{ ...size, options: [{ name: 'x', priceDelta: eur(1_000_000_001) }] }],
      ['0', 'options', '0', 'priceDelta', 'minor'],
    ],
    [
      'a delta in another currency',
      [{ ...size, options: [{ name: 'x', priceDelta: { minor: 1, currency: 'USD' } }] }],
      ['0', 'options', '0', 'priceDelta', 'currency'],
    ],
  ])('are refused with %s', (_, inputs, path) => {
    expect(() => replace([], inputs)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'optionGroups', ...path] }),
    );
  });
});

describe('the price of a piece', () => {
  const group = (minChoices: number, maxChoices: number, ...deltas: number[]): OptionGroup => ({
    id: 'g',
    name: 'G',
    minChoices,
    maxChoices,
    options: deltas.map((priceDeltaMinor, index) => ({ id: `o${index}`, name: `O${index}`, priceDeltaMinor })),
  });

  it.each<[string, number, OptionGroup[]]>([
    ['nothing to choose', 1, []],
    ['one of two discounts', 500, [group(0, 1, -400, -499)]],
    ['a discount that a must pays for', 500, [group(0, 1, -600), group(1, 1, 101, 300)]],
  ])('stays above zero with %s', (_, price, groups) => {
    expect(() => checkStaysPositive(price, groups, ['p'])).not.toThrow();
  });

  it.each<[string, number, OptionGroup[]]>([
    ['a discount of the whole price', 500, [group(0, 1, 0, -500)]],
    ['two discounts at once', 500, [group(0, 2, -250, -250, 100)]],
    ['discounts of two groups', 500, [group(0, 1, -250), group(0, 1, -250)]],
    ['the least bad must', 500, [group(0, 1, -600), group(1, 1, 100, 300)]],
  ])('may not come to zero or below by %s', (_, price, groups) => {
    expect(() => checkStaysPositive(price, groups, ['p'])).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['p'] }),
    );
  });
});
