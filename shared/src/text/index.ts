export { countCharacters } from './countCharacters';
export { searchWords } from './searchWords';
export { type InputPath, isStorable, optionalText, requireText, type TextRule } from './text';
