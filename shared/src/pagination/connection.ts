import { encodeCursor } from './cursor';
import type { Page } from './page';

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A connection from up to `page.size + 1` rows: the one too many only tells that there are more. `rows` come in the
 * order they were read, so backward from the cursor for a backward page; they are turned round here.
 */
export function connectionOf<T>(rows: readonly T[], page: Page, keysOf: (row: T) => readonly string[]): Connection<T> {
  const hasMore = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  const nodes = page.isBackward ? kept.reverse() : kept;
  const edges = nodes.map((node) => ({ cursor: encodeCursor(page.list, keysOf(node)), node }));
  const hasBehind = page.keys !== null;
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: page.isBackward ? hasBehind : hasMore,
      hasPreviousPage: page.isBackward ? hasMore : hasBehind,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
