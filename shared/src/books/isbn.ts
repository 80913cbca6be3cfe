/**
 * The 13 digits of an ISBN-10 or ISBN-13 (ISO 2108), however it is spelt with hyphens and spaces; null for a text that
 * is none or whose check digit is wrong. Both numbers of one book are one ISBN. Which publishers there are is not looked
 * at: a list of their ranges is out of date as soon as a new one begins.
 */
export function readIsbn(text: string): string | null {
  if (text.length > 32 || !/^[\dX]([ -]?[\dX])+$/i.test(text)) return null;
  const digits = text.replace(/[ -]/g, '').toUpperCase();
  if (/^97[89]\d{10}$/.test(digits)) return isbnCheckDigit(digits.slice(0, 12)) === digits[12] ? digits : null;
  if (!/^\d{9}[\dX]$/.test(digits) || weightedSum(digits) % 11 !== 0) return null;
  const first = `978${digits.slice(0, 9)}`;
  return first + isbnCheckDigit(first);
}

/** The last digit of the ISBN-13 that begins with these twelve. */
export function isbnCheckDigit(first: string): string {
  const sum = Array.from(first).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Of ISBN-10: the digits times 10, 9, 8 ... 1, where X is ten. */
function weightedSum(digits: string): number {
  return Array.from(digits).reduce(
    (total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - index),
    0,
  );
}
