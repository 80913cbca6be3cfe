import distance from 'damerau-levenshtein';

/**
 * How many letters of a word may be wrong, missing, too many or exchanged with their neighbour, whatever the engine. What
 * has three digits is a number, and one that is like another one is another one: a year, an ISBN, a SKU.
 */
export function mostMistakes(word: string): number {
  if (/\d.*\d.*\d/.test(word)) return 0;
  if (word.length < 3) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Whether `wanted` may have been meant to be `word`. */
export function isMisspelt(word: string, wanted: string): boolean {
  return mistakesIn(wanted, word) <= mostMistakes(wanted);
}

/** More words than anybody can have meant make a search find everything. */
const mostMeant = 50;

/** Those of the words that `wanted` may have been meant to be, the most alike first. */
export function meantBy(wanted: string, words: readonly string[]): string[] {
  return words
    .map((word) => ({ word, mistakes: mistakesIn(wanted, word) }))
    .filter(({ mistakes }) => mistakes <= mostMistakes(wanted))
    .sort((one, other) => one.mistakes - other.mistakes)
    .slice(0, mostMeant)
    .map(({ word }) => word);
}

const mistakesIn = (wanted: string, word: string): number => distance(word, wanted).steps;
