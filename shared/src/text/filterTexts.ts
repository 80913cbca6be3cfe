import { InvalidInput } from '../errors';
import { type InputPath, isStorable } from './text';

/** Texts that a list is narrowed by. @throws InvalidInput for more than `most`, or for one that no name can hold */
export function filterTexts(
  texts: readonly string[],
  { most, path }: { readonly most: number; readonly path: InputPath },
): readonly string[] {
  if (texts.length > most) throw new InvalidInput(`There can be at most ${most}.`, path);
  const unstorable = texts.findIndex((text) => !isStorable(text));
  if (unstorable >= 0) throw new InvalidInput('This has characters that cannot be shown.', [...path, unstorable]);
  return texts;
}
