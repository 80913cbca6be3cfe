export { countCharacters } from './countCharacters';
export { type InputPath, isStorable, optionalText, requireText, type TextRule } from './text';
