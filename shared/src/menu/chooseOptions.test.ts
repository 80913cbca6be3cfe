import { chooseOptions, type OptionGroup } from './chooseOptions';

const option = (id: string, priceDeltaMinor = 0) => ({ id, name: id, priceDeltaMinor });
const groups: OptionGroup[] = [
  { id: 'size', name: 'Size', minChoices: 1, maxChoices: 1, options: [option('cup', -150), option('pot', 400)] },
  {
    id: 'extras',
    name: 'Extras',
    minChoices: 0,
    maxChoices: 2,
    options: ['bread', 'cream', 'chives'].map((id) => option(id)),
  },
];
const choose = (...ids: string[]) => chooseOptions(groups, ids, ['input', 'optionIds']);
const refused = (message: string) => expect.objectContaining({ code: 'VALIDATION', message });

describe('choosing with a dish', () => {
  it('gives what was chosen in the order of the menu', () => {
    expect(choose('cream', 'pot', 'bread').map(({ id }) => id)).toEqual(['pot', 'bread', 'cream']);
  });

  it('is refused for too few, too many, and what is not on the menu', () => {
    expect(() => choose('bread')).toThrow(refused('Choose at least 1 of Size.'));
    expect(() => choose('cup', 'pot')).toThrow(refused('Choose at most 1 of Size.'));
    expect(() => choose('cup', 'ketchup')).toThrow(refused('This dish has no such option.'));
  });
});
