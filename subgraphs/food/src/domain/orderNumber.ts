/** No 0 and O, 1, I and L, and no U: nothing that is misread, misheard or a word. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const form = new RegExp(`^F-[${alphabet}]{4}-[${alphabet}]{4}$`);

/**
 * A number to read out, such as F-7K3M-92QX: 30^8 of them, so that nobody guesses one and few ever collide.
 * @param randomBelow a random whole number from 0 up to its argument
 */
export function drawOrderNumber(randomBelow: (limit: number) => number): string {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomBelow(alphabet.length)]).join('');
  return `F-${part()}-${part()}`;
}

/** The number as it is stored, from how a person may type it; null when it is none. */
export function readOrderNumber(text: string): string | null {
  const number = text.trim().toUpperCase();
  return form.test(number) ? number : null;
}
