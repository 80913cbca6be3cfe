import { InvalidInput } from '../errors';
import { countCharacters } from './countCharacters';

export type InputPath = readonly (string | number)[];

export interface TextRule {
  /** In characters (code points) after trimming. */
  readonly max: number;
  /** What the text is, as a sentence begins with it: `The display name`. */
  readonly label?: string;
  readonly mayHaveLines?: boolean;
}

const lineBreaks = /[\n\r\t]/g;
// PostgreSQL refuses NUL, its jsonb refuses half of a surrogate pair, and terminals obey the other control characters.
const unstorable = /[\p{Cc}\p{Cs}]/u;
// Marks that turn the direction of a text around make one name look like another (Unicode TR 36, section 2.3).
const turning = /[\u202A-\u202E\u2066-\u2069]/u;

/**
 * A text that a person typed, as it will be stored and shown: trimmed and composed (NFC).
 * @throws InvalidInput when it is empty, too long, or holds characters that cannot be shown.
 */
export function requireText(value: string, path: InputPath, rule: TextRule): string {
  const { label = 'This', max } = rule;
  // A code point has two code units and composing shortens by little: what is far too long is not worked on.
  if (value.length > max * 4) throw new InvalidInput(`${label} has more than ${max} characters.`, path);
  const oneLine = rule.mayHaveLines ? value.replace(lineBreaks, ' ') : value.trim();
  if (!isStorable(oneLine) || turning.test(oneLine)) {
    throw new InvalidInput(`${label} has characters that cannot be shown.`, path);
  }
  const text = value.trim().normalize('NFC');
  if (text === '') throw new InvalidInput(`${label} must not be empty.`, path);
  if (countCharacters(text) > max) throw new InvalidInput(`${label} has more than ${max} characters.`, path);
  return text;
}

/** Like `requireText`, but null for a text that is missing or blank. */
export function optionalText(value: string | null | undefined, path: InputPath, rule: TextRule): string | null {
  if (value == null || value.trim() === '') return null;
  return requireText(value, path, rule);
}

/** Whether PostgreSQL can take the text, and a terminal show it. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}
