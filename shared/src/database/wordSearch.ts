import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { joinSql, type SqlText, sql } from './sql';

/**
 * Keeps the rows whose text, lower-cased already, contains every word, upper and lower case alike. A trigram index on the
 * text finds them.
 */
export function textHasEveryWord<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  words: readonly string[],
  text: SqlText,
): void {
  words.forEach((word, index) => {
    query.andWhere(sql`${text} like '%' || lower(:word${index}) || '%'`, { [`word${index}`]: likeOf(word) });
  });
}

/** A word for `like` in which % and _ mean themselves. */
export const likeOf = (word: string): string => word.replace(/[\\%_]/g, String.raw`\$&`);

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
