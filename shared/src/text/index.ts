export { countCharacters } from './countCharacters';
export { filterId } from './filterId';
export { filterTexts } from './filterTexts';
export { searchWords } from './searchWords';
export { type InputPath, isStorable, optionalText, requireText, type TextRule } from './text';
