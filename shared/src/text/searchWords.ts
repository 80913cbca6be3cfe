import { requireText } from './text';

const longestQuery = 100;

/** The words of a search text, each once; none for a blank one. @throws InvalidInput for a text no name can hold */
export function searchWords(query: string | null | undefined): string[] {
  if (query == null || query.trim() === '') return [];
  return [...new Set(requireText(query, ['filter', 'query'], { max: longestQuery }).split(/\s+/))];
}
