import distance from 'damerau-levenshtein';

/**
 * How many letters of a word may be wrong, missing, too many or exchanged with their neighbour, whatever the engine. A
 * number that is like another one is another one: a year, an ISBN.
 */
export function mostMistakes(word: string): number {
  if (/^\d+$/.test(word)) return 0;
  if (word.length < 3) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Whether `wanted` may have been meant to be `word`. */
export function isMisspelt(word: string, wanted: string): boolean {
  return distance(word, wanted).steps <= mostMistakes(wanted);
}
