import { readIsbn } from '@marquee/shared/books';

/** Hyphens are where a publisher's number ends, so a beginning of an ISBN has them too. */
const hyphened = /(?<![\p{L}\p{N}])97[89](?:-\d+)+(?![\p{L}\p{N}])/gu;
/** Whole: ISBN-13 with spaces, and ISBN-10. Whether it is one, its check digit says. */
const whole = /(?<![\p{L}\p{N}])(?:97[89](?: ?\d){10}|\d(?:-?\d){8}-?[\dX])(?![\p{L}\p{N}])/giu;

/** The text with each ISBN in it as one word of 13 digits, however it is spelt, and what begins as one does too. */
export function withIsbnsJoined(text: string): string {
  return text
    .replace(hyphened, (beginning) => beginning.replaceAll('-', ''))
    .replace(whole, (number) => readIsbn(number) ?? number);
}
