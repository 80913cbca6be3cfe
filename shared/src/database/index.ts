export { countStatements } from './countStatements';
export { isUniqueViolation } from './isUniqueViolation';
export { type DatabaseOptions, openDatabase } from './openDatabase';
export { joinSql, type SqlText, sql } from './sql';
