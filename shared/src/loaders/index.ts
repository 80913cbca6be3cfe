export { askedOnce } from './askedOnce';
export { byId, countsBy, listsBy, uniqueBy } from './loaders';
export { referenced } from './referenced';
