import { InvalidInput } from '@marquee/shared/errors';
import { countCharacters, type InputPath } from '@marquee/shared/text';

const inputUsername: InputPath = ['input', 'username'];
const form = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;
const minLength = 3;
const maxLength = 30;

/**
 * A username as it will be shown: NFKC, 3 to 30 letters, digits, dots, dashes and underscores. It never has an `@`, so
 * a login identifier is an address exactly when it has one.
 * @throws InvalidInput
 */
export function readUsername(value: string, path = inputUsername): string {
  if (value.length > maxLength * 4) throw new InvalidInput(`The username has more than ${maxLength} characters.`, path);
  const username = value.trim().normalize('NFKC');
  const length = countCharacters(username);
  if (length < minLength) throw new InvalidInput(`The username has less than ${minLength} characters.`, path);
  if (length > maxLength) throw new InvalidInput(`The username has more than ${maxLength} characters.`, path);
  if (!form.test(username)) {
    throw new InvalidInput('A username is made of letters, digits, dots, dashes and underscores.', path);
  }
  return username;
}

/** What must be unique: two usernames that differ only in case or in compatible forms are the same. */
export function usernameKey(username: string): string {
  return username.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
}

/**
 * A username for someone who chose none: from the display name, never from the e-mail address, which is private.
 * `suffix` makes it unique.
 */
export function usernameFrom(displayName: string, suffix: string): string {
  const words = displayName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  const stem = (words ?? ['guest']).join('.').slice(0, maxLength - suffix.length - 1);
  return `${stem.replace(/\.$/, '')}-${suffix}`;
}
