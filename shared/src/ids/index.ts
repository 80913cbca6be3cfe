export { checkExists, getById, missing } from './getById';
export { isId, newId } from './id';
export { insertNumbered } from './insertNumbered';
export { type IdKind, prefixes } from './prefixes';
export { drawSpokenNumber, readSpokenNumber } from './spokenNumber';
