import { randomInt } from 'node:crypto';
import { drawSpokenNumber } from './spokenNumber';

/** With 30^8 numbers a second draw is rare, and a fifth means that something is broken. */
const mostDraws = 5;

/**
 * Inserts the thing under a number that nothing else has, drawn until `insert` finds it free (and says so by true).
 * @throws Error when no free number was drawn
 */
export async function insertNumbered<T extends object>(
  letter: string,
  thing: T,
  insert: (numbered: T & { number: string }) => Promise<boolean>,
): Promise<T & { number: string }> {
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const numbered = { ...thing, number: drawSpokenNumber(letter, (limit) => randomInt(limit)) };
    if (await insert(numbered)) return numbered;
  }
  throw new Error('no free number was drawn');
}
