import { sql } from '@marquee/shared/database';
import type { DataSource, EntityManager } from 'typeorm';
import { highlightsOf } from '../domain/highlights';
import { meantBy, mostMistakes } from '../domain/misspelling';
import type { SearchDocument } from '../domain/searchDocument';
import { facetsOf, mostBuckets } from './facets';
import type { SearchEngine, SearchRequest, SearchResult, SuggestRequest } from './searchEngine';

/** PostgreSQL's own full text over the documents; misspelt words are looked up among those that there are. */
export function createPostgresEngine(db: DataSource): SearchEngine {
  const { manager } = db;
  return {
    name: 'POSTGRES',
    async search(request) {
      if (request.words.length === 0) return { hits: [], totalCount: 0, facets: [] };
      const strict = await find(manager, request, request.words.map(beginningOf));
      if (strict.totalCount > 0) return strict;
      const meant = await wordsMeant(manager, request.words);
      if (meant.every((words) => words.length === 0)) return strict;
      return find(
        manager,
        request,
        request.words.map((word, index) => anyOf([beginningOf(word), ...(meant[index] ?? []).map(inName)])),
      );
    },
    suggest: (request) => suggest(manager, request),
  };
}

/** The words are letters and digits alone, so nothing in them means anything to `to_tsquery`. */
const quoted = (word: string) => `'${word}'`;
/** In a title or a keyword: a body has too many words to guess among. */
const inName = (word: string) => `${quoted(word)}:AB`;
const beginningOf = (word: string) => `${quoted(word)}:*`;
const anyOf = (terms: readonly string[]) => `(${terms.join(' | ')})`;

/** Words that are there and may have been meant, for each of these. */
async function wordsMeant(db: EntityManager, words: readonly string[]): Promise<string[][]> {
  const misspelt = words.filter((word) => mostMistakes(word) > 0);
  const rows: { wanted: string; word: string }[] = await db.query(
    // The index finds candidates by what is left without a letter or two; what really differs is counted afterwards.
    `select wanted, word from unnest($1::text[], $2::int[]) as misspelt (wanted, most) cross join lateral (
       select word from search_word
       where without_letters(word, 2) && without_letters(wanted, most) and word !~ '([0-9].*){5}'
         and abs(length(word) - length(wanted)) <= most order by word
     ) as candidates`,
    [misspelt, misspelt.map(mostMistakes)],
  );
  return words.map((wanted) =>
    meantBy(
      wanted,
      rows.filter((row) => row.wanted === wanted).map(({ word }) => word),
    ),
  );
}

/** Who may see it, of which kind; the values are those of `visibilityOf`, which come first. */
const isVisible = sql`kind = any ($1) and (owner_id is null or owner_id = $2)
  and (visible_until is null or visible_until > $3)`;
const visibilityOf = ({ kinds, viewerId, now }: Pick<SearchRequest, 'kinds' | 'viewerId' | 'now'>) => [
  kinds,
  viewerId,
  now,
];

/** D, C, B, A: a word in the title outweighs any number of them in the body; whole words count more than beginnings. */
const score = sql`(ts_rank('{0.05, 0.1, 0.3, 1}', words, to_tsquery('simple', $4))
  + ts_rank('{0.05, 0.1, 0.3, 1}', words, to_tsquery('simple', $5)))::float8`;
const matches = sql`words @@ to_tsquery('simple', $4)`;

/** The documents that have all of the terms. */
async function find(db: EntityManager, request: SearchRequest, terms: readonly string[]): Promise<SearchResult> {
  const { words, offset, size } = request;
  const values = [...visibilityOf(request), terms.join(' & ')];
  const rows: (SearchDocument & { score: number })[] = await db.query(
    sql`select kind, id, title, keywords, body, ${score} as score from search_document
        where ${isVisible} and ${matches}
        order by score desc, length(title), kind, id limit $6 offset $7`,
    [...values, anyOf(words.map(quoted)), size, offset],
  );
  const counts = await countFound(db, values);
  return {
    hits: rows.map(({ kind, id, title, score: points, ...document }) => ({
      kind,
      id,
      title,
      score: points,
      highlights: highlightsOf({ title, ...document }, words),
    })),
    totalCount: counts.filter(({ field }) => field === 'kind').reduce((sum, { count }) => sum + count, 0),
    facets: facetsOf(counts),
  };
}

interface Count {
  readonly field: string;
  readonly value: string;
  readonly count: number;
}

/** By kind, which counts every document once, and by the most frequent values of each facet. */
function countFound(db: EntityManager, values: readonly unknown[]): Promise<Count[]> {
  return db.query(
    sql`with found as materialized (
          select kind, facets from search_document where ${isVisible} and ${matches}
        ), counted as (
          select 'kind' as field, kind as value, count(*)::int as count from found group by 2
          union all
          select facet.key, single.value, count(*)::int
          from found, jsonb_each(facets) as facet, jsonb_array_elements_text(facet.value) as single group by 1, 2
        )
        select field, value, count from (
          select *, row_number() over (partition by field order by count desc, value collate "C") as nth from counted
        ) as ranked
        where nth <= $5`,
    [...values, mostBuckets],
  );
}

async function suggest(db: EntityManager, request: SuggestRequest): Promise<string[]> {
  const { words, limit } = request;
  if (words.length === 0) return [];
  const whole = words.slice(0, -1).map((word) => `${quoted(word)}:A`);
  const last = `${beginningOf(words.at(-1) ?? '')}A`;
  const rows: { title: string }[] = await db.query(
    sql`select title from (
          select title, min(title_folded) as title_folded from search_document
          where ${isVisible} and words @@ to_tsquery('simple', $4) group by title
        ) as titles
        order by starts_with(title_folded, $5) desc, length(title), title limit $6`,
    [...visibilityOf(request), [...whole, last].join(' & '), words.join(' '), limit],
  );
  return rows.map(({ title }) => title);
}
