import { requireText } from '@marquee/shared/text';
import { withIsbnsJoined } from './isbnSpelling';

const longestQuery = 100;
/** More words than anybody types narrow a search to nothing and cost time. */
const mostWords = 10;

/** English words that say nothing of what is looked for; they count when a query has no others. */
const stopWords = new Set(
  'a an and are as at be but by for from has in into is it its of on or that the their this to was with'.split(' '),
);

/** A text without case, accents and umlauts, as it is compared: `Crème Brûlée` is `creme brulee`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd');
}

/**
 * The words that a query looks for, folded, each once; of signs nothing is left, so none can mean anything to an engine.
 * @throws InvalidInput for a query that is empty, too long or unprintable
 */
export function queryWords(query: string, path: readonly string[]): string[] {
  const text = requireText(query, path, { max: longestQuery, label: 'The query' });
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => !stopWords.has(word));
  return (telling.length > 0 ? telling : words).slice(0, mostWords);
}

/** The words of a text, folded: letters and digits, apostrophes left out (`Keeper’s` is `keepers`), an ISBN in one. */
export function wordsOf(text: string): string[] {
  return withIsbnsJoined(folded(text))
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
