export { type Draw, drawFor } from './draw';
export { fixedId } from './fixedId';
export { inPortions, type OnProgress } from './inPortions';
export { insertMissing } from './insertMissing';
export { missingIds } from './missingIds';
export { seededRandom } from './seededRandom';
