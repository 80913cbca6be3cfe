import { InvalidInput } from '@marquee/shared/errors';

const form = /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@\p{Cc}\p{Cs}.]+(\.[^\s@\p{Cc}\p{Cs}.]+)+$/u;
const maxLength = 254;

/** One spelling for each address: without blanks around it, NFKC, lower case. Nothing is checked. */
export function normalizedEmail(value: string): string {
  return value.trim().normalize('NFKC').toLowerCase();
}

/** @throws InvalidInput unless it looks like an address; whether it exists only a message to it can tell. */
export function readEmail(value: string): string {
  const path = ['input', 'email'];
  if (value.length > maxLength * 2) throw new InvalidInput('The e-mail address is too long.', path);
  const email = normalizedEmail(value);
  if (email.length > maxLength) throw new InvalidInput('The e-mail address is too long.', path);
  if (!form.test(email)) throw new InvalidInput('This is not an e-mail address.', path);
  return email;
}
