export { checkTimeZone } from './checkTimeZone';
export { countStatements } from './countStatements';
export { databaseClock } from './databaseClock';
export { isUniqueViolation } from './isUniqueViolation';
export { isUnreachable } from './isUnreachable';
export { minorUnits } from './minorUnits';
export { type DatabaseOptions, openDatabase } from './openDatabase';
export { joinSql, type SqlText, sql, sqlName } from './sql';
export { containsEveryWord, likeOf, textHasEveryWord } from './wordSearch';
