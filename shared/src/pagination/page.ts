import { InvalidInput } from '../errors';
import { decodeCursor } from './cursor';

/** The arguments of a connection (Relay cursor connections specification, section 4). */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which rows to read: `size` of them beyond the row with `keys`, towards the end or (`isBackward`) the beginning. */
export interface Page {
  /** The list that it is a page of, as it stands in cursors. */
  readonly list: string;
  readonly size: number;
  readonly isBackward: boolean;
  readonly keys: readonly string[] | null;
}

export interface PageLimits {
  /** Where the list stands in the schema, such as `restaurants` or `FoodCategory.foods`: its cursors are for it alone. */
  readonly list: string;
  /** How many sort keys a cursor of this list has. */
  readonly keyCount: number;
  readonly defaultSize?: number;
  readonly maxSize?: number;
}

/** @throws InvalidInput for a size outside 1..max, both directions at once, or a cursor of another list. */
export function readPage(args: PageArguments, limits: PageLimits): Page {
  const isBackward = args.last != null || (args.before != null && args.first == null && args.after == null);
  if (isBackward && (args.first != null || args.after != null)) {
    throw new InvalidInput('Page either forward with first and after, or backward with last and before.', ['first']);
  }
  const [sizeName, cursorName] = isBackward ? (['last', 'before'] as const) : (['first', 'after'] as const);
  return {
    list: limits.list,
    isBackward,
    size: readSize(args[sizeName], sizeName, limits),
    keys: readCursor(args[cursorName], cursorName, limits),
  };
}

function readSize(size: number | null | undefined, name: string, limits: PageLimits): number {
  const { defaultSize = 20, maxSize = 100 } = limits;
  if (size == null) return defaultSize;
  if (size < 1 || size > maxSize) throw new InvalidInput(`${name} must be from 1 to ${maxSize}.`, [name]);
  return size;
}

function readCursor(cursor: string | null | undefined, name: string, limits: PageLimits): readonly string[] | null {
  if (cursor == null) return null;
  const keys = decodeCursor(cursor, limits.list, limits.keyCount);
  if (keys === null) throw new InvalidInput(`${name} is not a cursor of this list.`, [name]);
  return keys;
}
