import { InvalidInput } from '../errors';

/** One thing to choose; the delta is added to the price of each piece, in minor units, and may be negative. */
export interface MenuOption {
  readonly id: string;
  readonly name: string;
  readonly priceDeltaMinor: number;
}

/** What can be chosen with a dish, and how many of it. */
export interface OptionGroup {
  readonly id: string;
  readonly name: string;
  readonly minChoices: number;
  readonly maxChoices: number;
  readonly options: readonly MenuOption[];
}

type Path = readonly (string | number)[];

/**
 * The options with these ids, in the order of the menu.
 * @throws InvalidInput for an id that is no option of this dish, and for too few or too many of a group
 */
export function chooseOptions(groups: readonly OptionGroup[], optionIds: readonly string[], path: Path): MenuOption[] {
  const wanted = new Set(optionIds);
  const choices = groups.flatMap((group) => {
    const chosen = group.options.filter(({ id }) => wanted.has(id));
    checkCount(group, chosen.length, path);
    return chosen;
  });
  if (choices.length < wanted.size) throw new InvalidInput('This dish has no such option.', path);
  return choices;
}

function checkCount({ name, minChoices, maxChoices }: OptionGroup, count: number, path: Path): void {
  if (count < minChoices) throw new InvalidInput(`Choose at least ${minChoices} of ${name}.`, path);
  if (count > maxChoices) throw new InvalidInput(`Choose at most ${maxChoices} of ${name}.`, path);
}
