import { createHash } from 'node:crypto';
import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { decodeCursor, encodeCursor } from '@marquee/shared/pagination';
import { queryWords } from '../domain/queryWords';
import { type SearchKind, searchKinds } from '../domain/searchDocument';
import type { EngineName, FacetCounts, Hit } from '../engines/searchEngine';
import type { PlatformServices } from './services';

export interface SearchCommand {
  readonly query: string;
  readonly kinds?: readonly SearchKind[] | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface SearchPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Hit }[];
  readonly nodes: readonly Hit[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  readonly facets: readonly FacetCounts[];
  readonly tookMs: number;
  readonly engine: EngineName;
}

const list = 'search';
const usualSize = 20;
const mostSize = 100;
/** An engine has to rank all that come before: nobody pages so far, and who does must not cost the others. */
const furthest = 10_000;

/** What the viewer may find, best first. @throws InvalidInput for a query or a page that cannot be */
export async function search(
  { search: engine, clock }: PlatformServices,
  viewer: Viewer | null,
  command: SearchCommand,
): Promise<SearchPage> {
  const words = queryWords(command.query, ['query']);
  const kinds = readKinds(command.kinds);
  const asked = hashOf([words, kinds]);
  const offset = readOffset(command.after, asked);
  // The last page ends where paging does, however many were asked for.
  const size = Math.min(readSize(command.first), furthest - offset);
  const startedAt = performance.now();
  const request = { words, kinds, viewerId: viewer?.userId ?? null, now: clock.now(), offset, size };
  const { answer, engine: engineName } = await engine.search(request);
  const edges = answer.hits.map((node, index) => ({
    cursor: encodeCursor(list, [asked, String(offset + index)]),
    node,
  }));
  const end = offset + edges.length;
  return {
    edges,
    nodes: answer.hits,
    pageInfo: {
      hasNextPage: end < Math.min(answer.totalCount, furthest),
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: answer.totalCount,
    facets: answer.facets,
    tookMs: Math.round(performance.now() - startedAt),
    engine: engineName,
  };
}

/** All when none is named. */
export function readKinds(kinds: readonly SearchKind[] | null | undefined): readonly SearchKind[] {
  return kinds == null || kinds.length === 0 ? searchKinds : searchKinds.filter((kind) => kinds.includes(kind));
}

function readSize(first: number | null | undefined): number {
  const size = first ?? usualSize;
  if (size < 1 || size > mostSize) throw new InvalidInput(`first must be from 1 to ${mostSize}.`, ['first']);
  return size;
}

/** A cursor is of the search it came from. */
function readOffset(after: string | null | undefined, asked: string): number {
  if (after == null) return 0;
  const [madeFor, position = ''] = decodeCursor(after, list, 2) ?? [];
  const offset = /^\d{1,5}$/.test(position) ? Number(position) + 1 : Number.NaN;
  if (madeFor !== asked || Number.isNaN(offset))
    throw new InvalidInput('after is not a cursor of this search.', ['after']);
  if (offset >= furthest) {
    throw new InvalidInput(`Only the first ${furthest} hits can be paged through: search for more words.`, ['after']);
  }
  return offset;
}

function hashOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 12);
}
