/** No 0 and O, 1, I and L, and no U: nothing that is misread, misheard or a word. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number to read out, such as F-7K3M-92QX: 30^8 of them, so that nobody guesses one and few ever collide.
 * @param letter what kind of thing it numbers: F for food orders, B for bookings
 * @param randomBelow a random whole number from 0 up to its argument
 */
export function drawSpokenNumber(letter: string, randomBelow: (limit: number) => number): string {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomBelow(alphabet.length)]).join('');
  return `${letter}-${part()}-${part()}`;
}

/** The number as it is stored, from how a person may type it; null when it is none of that kind. */
export function readSpokenNumber(letter: string, text: string): string | null {
  const number = text.trim().toUpperCase();
  return new RegExp(`^${letter}-[${alphabet}]{4}-[${alphabet}]{4}$`).test(number) ? number : null;
}
