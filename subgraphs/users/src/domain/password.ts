import { InvalidInput } from '@marquee/shared/errors';
import { countCharacters, type InputPath } from '@marquee/shared/text';
import { WeakPassword } from './errors';

const inputPassword: InputPath = ['input', 'password'];
const unusable = /[\p{Cc}\p{Cs}]/u;
const maxBytes = 1024;
const minLength = 12;
/** zxcvbn's "safely unguessable": withstands an offline attack on a slow hash for a while. */
const leastStrength = 3;

/** What a strength library found: 0 (guessable) to 4 (strong). */
export interface PasswordStrength {
  readonly strength: number;
  readonly warning: string | null;
  readonly suggestions: readonly string[];
}

/**
 * A password as it is hashed and compared: NFKC, so that two keyboards that type the same characters agree.
 * Refused before any hashing when it is over 1 kB or has characters that no keyboard types.
 * @throws InvalidInput
 */
export function readPassword(value: string, path = inputPassword): string {
  if (Buffer.byteLength(value) > maxBytes) throw new InvalidInput('The password is over 1 kB.', path);
  if (value === '') throw new InvalidInput('The password is empty.', path);
  if (unusable.test(value)) throw new InvalidInput('The password has characters that cannot be typed.', path);
  return value.normalize('NFKC');
}

/** @throws InvalidInput | WeakPassword when it is too short, whatever else it is made of. */
export function readNewPassword(value: string, path = inputPassword): string {
  const password = readPassword(value, path);
  if (countCharacters(password) < minLength) {
    const suggestion = `Use at least ${minLength} characters: four words that do not belong together are easy to remember.`;
    throw new WeakPassword(`The password has less than ${minLength} characters.`, 0, [suggestion], path);
  }
  return password;
}

/** @throws WeakPassword when it is long enough but easy to guess. */
export function requireStrength({ strength, warning, suggestions }: PasswordStrength, path = inputPassword): void {
  if (strength >= leastStrength) return;
  throw new WeakPassword(warning ?? 'This password is easy to guess.', strength, suggestions, path);
}
