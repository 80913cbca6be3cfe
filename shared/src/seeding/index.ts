export { fixedId } from './fixedId';
export { insertMissing } from './insertMissing';
export { seededRandom } from './seededRandom';
