import { InvalidInput } from '@marquee/shared/errors';
import type { MenuOption, OptionGroup } from '@marquee/shared/menu';
import { type Money, readPriceDelta } from '@marquee/shared/money';
import { requireText } from '@marquee/shared/text';
import { CurrencyMismatch } from './errors';

/** An option with the currency of its delta: of a menu, or frozen in an order. */
export interface PricedOption extends MenuOption {
  readonly currency: string;
}

export interface OptionGroupInput {
  readonly name: string;
  /** 0 when left out, as the schema says. */
  readonly minChoices?: number | undefined;
  /** 1 when left out, as the schema says. */
  readonly maxChoices?: number | undefined;
  readonly options: readonly { readonly name: string; readonly priceDelta: Money }[];
}

type Path = readonly (string | number)[];

const mostGroups = 20;
const mostOptions = 50;
const groupsPath: Path = ['input', 'optionGroups'];

/**
 * The groups that replace the current ones. A name is its own among its siblings, and what keeps its name keeps its id,
 * so that a basket that a customer is filling stays valid when a price moves.
 * @throws InvalidInput | CurrencyMismatch
 */
export function replaceOptionGroups(
  current: readonly OptionGroup[],
  inputs: readonly OptionGroupInput[],
  { currency, drawId }: { readonly currency: string; readonly drawId: (kind: 'optionGroup' | 'menuOption') => string },
): OptionGroup[] {
  if (inputs.length > mostGroups) throw new InvalidInput(`There can be at most ${mostGroups} groups.`, groupsPath);
  const groups = inputs.map((input, index) => {
    const path = [...groupsPath, index];
    const name = readName(input.name, path);
    const before = current.find((group) => group.name === name);
    const options = readOptions(input.options, currency, path).map((option) => ({
      ...option,
      id: before?.options.find((known) => known.name === option.name)?.id ?? drawId('menuOption'),
    }));
    return { id: before?.id ?? drawId('optionGroup'), name, ...readLimits(input, path), options };
  });
  checkNamesDiffer(groups, groupsPath);
  return groups;
}

/** @throws InvalidInput when choices that are allowed could bring a piece of this price to zero or below */
export function checkStaysPositive(priceMinor: number, groups: readonly OptionGroup[], path: Path): void {
  const lowest = groups.reduce((sum, group) => sum + lowestDelta(group), priceMinor);
  if (lowest > 0) return;
  throw new InvalidInput('With some choices a piece would cost nothing or less.', path);
}

function readOptions(inputs: OptionGroupInput['options'], currency: string, groupPath: Path): Omit<MenuOption, 'id'>[] {
  const path = [...groupPath, 'options'];
  if (inputs.length < 1 || inputs.length > mostOptions) {
    throw new InvalidInput(`A group has from 1 to ${mostOptions} options.`, path);
  }
  const options = inputs.map(({ name, priceDelta }, index) => {
    const delta = readPriceDelta(priceDelta, [...path, index, 'priceDelta']);
    if (delta.currency !== currency) throw new CurrencyMismatch(currency, [...path, index, 'priceDelta']);
    return { name: readName(name, [...path, index]), priceDeltaMinor: delta.minor };
  });
  checkNamesDiffer(options, path);
  return options;
}

const readName = (name: string, path: Path): string => requireText(name, [...path, 'name'], { max: 80 });

function readLimits(input: OptionGroupInput, path: Path): Pick<OptionGroup, 'minChoices' | 'maxChoices'> {
  const { minChoices = 0, maxChoices = 1, options } = input;
  if (maxChoices < 1 || maxChoices > mostOptions) {
    throw new InvalidInput(`This must be from 1 to ${mostOptions}.`, [...path, 'maxChoices']);
  }
  if (minChoices < 0 || minChoices > Math.min(maxChoices, options.length)) {
    throw new InvalidInput('This must be from 0 to the most choices and to the number of options.', [
      ...path,
      'minChoices',
    ]);
  }
  return { minChoices, maxChoices };
}

function checkNamesDiffer(siblings: readonly { readonly name: string }[], path: Path): void {
  const names = siblings.map(({ name }) => name);
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  if (second >= 0) throw new InvalidInput('This name is there twice.', [...path, second, 'name']);
}

/** What the cheapest choice that the group allows adds. */
function lowestDelta({ options, minChoices, maxChoices }: OptionGroup): number {
  const cheapestFirst = options.map(({ priceDeltaMinor }) => priceDeltaMinor).sort((a, b) => a - b);
  return cheapestFirst
    .slice(0, maxChoices)
    .filter((delta, index) => index < minChoices || delta < 0)
    .reduce((sum, delta) => sum + delta, 0);
}
