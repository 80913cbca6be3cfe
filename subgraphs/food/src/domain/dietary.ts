import { InvalidInput } from '@marquee/shared/errors';

export type DietaryFlag = 'VEGETARIAN' | 'VEGAN' | 'GLUTEN_FREE' | 'HALAL' | 'KOSHER' | 'SPICY';

/** The 14 of Regulation (EU) No 1169/2011, Annex II, in its order, each by one short name. */
export const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;
export type Allergen = (typeof allergens)[number];

/** What a dish is labelled with. */
export interface FoodLabels {
  readonly dietary: DietaryFlag[];
  readonly allergens: Allergen[];
  readonly kcal: number | null;
}

export interface FoodLabelsInput {
  readonly dietary?: readonly DietaryFlag[] | null | undefined;
  readonly allergens?: readonly string[] | null | undefined;
  readonly kcal?: number | null | undefined;
}

const flagsInOrder: readonly DietaryFlag[] = ['VEGETARIAN', 'VEGAN', 'GLUTEN_FREE', 'HALAL', 'KOSHER', 'SPICY'];
const fleshAllergens: readonly Allergen[] = ['crustaceans', 'fish', 'molluscs'];
const contradictions: Partial<Record<DietaryFlag, readonly Allergen[]>> = {
  VEGETARIAN: fleshAllergens,
  VEGAN: [...fleshAllergens, 'eggs', 'milk'],
  GLUTEN_FREE: ['gluten'],
};
const unlabelled: FoodLabels = { dietary: [], allergens: [], kcal: null };
const mostKcal = 10_000;

type Path = readonly (string | number)[];

/**
 * The labels with the input's changes; what is left out stays, or is blank for a new dish.
 * @throws InvalidInput for an unknown allergen, an energy that cannot be, or a flag that the allergens contradict
 */
export function changeLabels(current: FoodLabels | null, input: FoodLabelsInput): FoodLabels {
  const before = current ?? unlabelled;
  const labels: FoodLabels = {
    dietary: input.dietary == null ? before.dietary : withImplied(input.dietary),
    allergens: input.allergens == null ? before.allergens : readAllergens(input.allergens, ['input', 'allergens']),
    kcal: input.kcal === undefined ? before.kcal : readKcal(input.kcal),
  };
  checkContradictions(labels);
  return labels;
}

/**
 * The named allergens, each once, in their order. An unknown name is refused rather than passed over: whoever misspells
 * what they must not eat would be shown it. @throws InvalidInput
 */
export function readAllergens(names: readonly string[], path: Path): Allergen[] {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  const known = allergens.filter((allergen) => wanted.has(allergen));
  if (known.length === wanted.size) return known;
  throw new InvalidInput(`Allergens are called ${allergens.join(', ')}.`, path);
}

function withImplied(flags: readonly DietaryFlag[]): DietaryFlag[] {
  const isVegan = flags.includes('VEGAN');
  return flagsInOrder.filter((flag) => flags.includes(flag) || (flag === 'VEGETARIAN' && isVegan));
}

function readKcal(kcal: number | null): number | null {
  if (kcal === null || (Number.isInteger(kcal) && kcal >= 0 && kcal <= mostKcal)) return kcal;
  throw new InvalidInput(`The energy must be from 0 to ${mostKcal} kcal.`, ['input', 'kcal']);
}

function checkContradictions({ dietary, allergens: contained }: FoodLabels): void {
  for (const flag of dietary) {
    const allergen = contradictions[flag]?.find((name) => contained.includes(name));
    if (allergen !== undefined) {
      throw new InvalidInput(`A dish with ${allergen} is not ${flag}.`, ['input', 'dietary']);
    }
  }
}
