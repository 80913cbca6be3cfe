export { countStatements } from './countStatements';
export { isUniqueViolation } from './isUniqueViolation';
export { type DatabaseOptions, openDatabase } from './openDatabase';
