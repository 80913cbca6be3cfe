import { InvalidInput } from '@marquee/shared/errors';
import type { Money } from '@marquee/shared/money';
import { optionalText, requireText } from '@marquee/shared/text';
import { type Prices, readPrices } from './prices';
import { readSku } from './sku';

type Path = readonly (string | number)[];

export interface ItemAttribute {
  readonly name: string;
  readonly value: string;
}

/** A product as it is kept; whether its category is there only the database knows. */
export interface ProductProfile extends Prices {
  readonly sku: string;
  readonly title: string;
  readonly description: string | null;
  readonly categoryId: string | null;
  readonly attributes: readonly ItemAttribute[];
  readonly weightGrams: number | null;
  readonly imageUrl: string | null;
  readonly isActive: boolean;
}

/** What is left out stays; null empties what may be empty. */
export interface ProductChanges {
  readonly sku?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly price?: Money | null | undefined;
  readonly prices?: readonly Money[] | null | undefined;
  readonly categoryId?: string | null | undefined;
  readonly attributes?: readonly ItemAttribute[] | null | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly imageUrl?: string | null | undefined;
  readonly isActive?: boolean | null | undefined;
}

export interface ProductInput extends ProductChanges {
  readonly sku: string;
  readonly title: string;
  readonly price: Money;
}

const mostAttributes = 50;
const heaviestGrams = 1_000_000;

/** A whole product; one that says nothing else is sold. `path` leads to it from the arguments. @throws InvalidInput */
export function readProduct(input: ProductInput, path: Path = ['input']): ProductProfile {
  const { categoryId = null, imageUrl = null } = input;
  return {
    sku: readSku(input.sku, [...path, 'sku']),
    title: readTitle(input.title, path),
    description: readDescription(input.description, path),
    ...readPrices(input, path),
    categoryId,
    attributes: readAttributes(input.attributes ?? [], [...path, 'attributes']),
    weightGrams: readWeight(input.weightGrams ?? null, [...path, 'weightGrams']),
    imageUrl,
    isActive: input.isActive ?? true,
  };
}

/** The product with these changes (PATCH). @throws InvalidInput */
export function changeProduct(current: ProductProfile, changes: ProductChanges): ProductProfile {
  return readProduct({
    sku: changes.sku ?? current.sku,
    title: changes.title ?? current.title,
    price: changes.price ?? current.price,
    isActive: changes.isActive ?? current.isActive,
    description: kept(changes.description, current.description),
    prices: kept(changes.prices, current.prices),
    categoryId: kept(changes.categoryId, current.categoryId),
    attributes: kept(changes.attributes, current.attributes),
    weightGrams: kept(changes.weightGrams, current.weightGrams),
    imageUrl: kept(changes.imageUrl, current.imageUrl),
  });
}

/** The product as it is given (PUT). The image is not given with it, and stays. @throws InvalidInput */
export function replaceProduct({ imageUrl }: ProductProfile, input: ProductInput): ProductProfile {
  return readProduct({ ...input, imageUrl });
}

/** What was given, or what there is where nothing was. */
export const kept = <T>(given: T | undefined, current: T): T => (given === undefined ? current : given);

export const readTitle = (title: string, path: Path): string => requireText(title, [...path, 'title'], { max: 200 });

export function readDescription(text: string | null | undefined, path: Path): string | null {
  return optionalText(text, [...path, 'description'], { max: 4000, mayHaveLines: true });
}

function readAttributes(attributes: readonly ItemAttribute[], path: Path): ItemAttribute[] {
  if (attributes.length > mostAttributes) {
    throw new InvalidInput(`There can be at most ${mostAttributes} attributes.`, path);
  }
  const names = new Set<string>();
  return attributes.map(({ name, value }, index) => {
    const read = {
      name: requireText(name, [...path, index, 'name'], { max: 60 }),
      value: requireText(value, [...path, index, 'value'], { max: 200 }),
    };
    const key = read.name.toLowerCase();
    if (names.has(key)) throw new InvalidInput('There is an attribute of that name already.', [...path, index, 'name']);
    names.add(key);
    return read;
  });
}

function readWeight(grams: number | null, path: Path): number | null {
  if (grams === null || (Number.isInteger(grams) && grams >= 1 && grams <= heaviestGrams)) return grams;
  throw new InvalidInput(`The weight must be from 1 to ${heaviestGrams} grams.`, path);
}
