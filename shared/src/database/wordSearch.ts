import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { joinSql, type SqlText, sql } from './sql';

/**
 * Keeps the rows in which every word occurs in one of the SQL texts, upper and lower case alike. The words are data:
 * % and _ mean themselves.
 */
export function containsEveryWord<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  words: readonly string[],
  texts: readonly SqlText[],
): void {
  words.forEach((word, index) => {
    const occurs = texts.map((text) => sql`strpos(lower(${text}), lower(:word${index})) > 0`);
    query.andWhere(sql`(${joinSql(occurs, ' or ')})`, { [`word${index}`]: word });
  });
}
