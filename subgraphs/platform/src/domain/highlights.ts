import type { Highlight } from '../engines/searchEngine';
import { matchEnd, matchStart } from '../engines/searchEngine';
import { folded } from './queryWords';
import { type SearchDocument, searchedFields } from './searchDocument';

/** How much of a long text is shown around its first match, in characters. */
const fragmentLength = 160;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly isMatch: boolean;
}

/**
 * Where the words stand in a document: one fragment a field, the title whole, long texts cut around their first match.
 * A word matches what begins with it, whatever the case and the accents.
 */
export function highlightsOf(
  document: Pick<SearchDocument, 'title' | 'keywords' | 'body'>,
  words: readonly string[],
): Highlight[] {
  return searchedFields.flatMap((field) => {
    const text = withoutMarks(document[field]);
    const tokens = tokensOf(text, words);
    const first = tokens.find(({ isMatch }) => isMatch);
    if (first === undefined) return [];
    const [from, to] = field === 'title' ? [0, text.length] : around(first, tokens, text.length);
    return [{ field, fragment: marked(text, tokens, from, to) }];
  });
}

/** Texts of people must not bring the signs that mark matches. */
function withoutMarks(text: string): string {
  return text.replaceAll(matchStart, '').replaceAll(matchEnd, '');
}

function tokensOf(text: string, words: readonly string[]): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map((found) => {
    const plain = folded(found[0]).replace(/['’]/g, '');
    const start = found.index;
    return { start, end: start + found[0].length, isMatch: words.some((word) => plain.startsWith(word)) };
  });
}

/** From a word's beginning to a word's end, so that none is cut. */
function around(first: Token, tokens: readonly Token[], length: number): [number, number] {
  const earliest = first.start - fragmentLength / 4;
  const from = earliest <= 0 ? 0 : (tokens.find(({ start }) => start >= earliest)?.start ?? first.start);
  const latest = from + fragmentLength;
  if (latest >= length) return [from, length];
  return [from, tokens.findLast(({ end }) => end <= latest)?.end ?? first.end];
}

function marked(text: string, tokens: readonly Token[], from: number, to: number): string {
  const matches = tokens.filter(({ start, end, isMatch }) => isMatch && start >= from && end <= to);
  let fragment = '';
  let position = from;
  for (const { start, end } of matches) {
    fragment += `${text.slice(position, start)}${matchStart}${text.slice(start, end)}${matchEnd}`;
    position = end;
  }
  return fragment + text.slice(position, to);
}
