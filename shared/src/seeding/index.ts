export { fixedId } from './fixedId';
export { insertMissing } from './insertMissing';
