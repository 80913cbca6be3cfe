import { InvalidInput } from '@marquee/shared/errors';
import { optionalText, requireText } from '@marquee/shared/text';

/** A shelf of the shop. */
export interface CategoryProfile {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  /** Null at the top. */
  readonly parentId: string | null;
}

interface CategoryInput {
  readonly slug: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parentId?: string | null | undefined;
}

/** Where a category is to stand: its new ancestors, the nearest first, and how many levels it has with what is below. */
export interface CategoryPlace {
  readonly ancestorIds: readonly string[];
  readonly levels: number;
}

const mostLevels = 8;
const parentPath = ['input', 'parentId'];

/** @throws InvalidInput */
export function readCategory(input: CategoryInput): CategoryProfile {
  return {
    slug: readSlug(input.slug),
    name: requireText(input.name, ['input', 'name'], { max: 80 }),
    description: optionalText(input.description, ['input', 'description'], { max: 2000, mayHaveLines: true }),
    parentId: input.parentId ?? null,
  };
}

/** @throws InvalidInput when the category would be below itself, or too deep */
export function checkPlace(id: string, { ancestorIds, levels }: CategoryPlace): void {
  if (ancestorIds.includes(id)) throw new InvalidInput('A category cannot be below itself.', parentPath);
  if (ancestorIds.length + levels > mostLevels) {
    throw new InvalidInput(`Categories have at most ${mostLevels} levels.`, parentPath);
  }
}

function readSlug(slug: string): string {
  if (slug.length <= 64 && /^[a-z\d]+(-[a-z\d]+)*$/.test(slug)) return slug;
  throw new InvalidInput('A slug has at most 64 lower-case letters, digits and single hyphens between them.', [
    'input',
    'slug',
  ]);
}
