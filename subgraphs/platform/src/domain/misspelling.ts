import distance from 'damerau-levenshtein';

/**
 * How many letters of a word may be wrong, missing, too many or exchanged with their neighbour; as Elasticsearch's
 * fuzziness AUTO has it, so that every engine forgives the same.
 */
export function mostMistakes(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Whether `wanted` may have been meant to be `word`. */
export function isMisspelt(word: string, wanted: string): boolean {
  return distance(word, wanted).steps <= mostMistakes(wanted);
}
