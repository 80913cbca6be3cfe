export { isId, newId } from './id';
export { type IdKind, prefixes } from './prefixes';
