import { escapeIdentifier } from 'pg';

declare const isSqlText: unique symbol;

/** A piece of SQL that stands in the code. Only `sql`, `joinSql` and `sqlName` make one, so no text of a caller can become one. */
export type SqlText = string & { readonly [isSqlText]: true };

/**
 * SQL that is put together from pieces of SQL: a column that an order names, a comparison that turns round. Values go
 * into parameters; a number may stand in it, to number them. `tools/checkSql.mjs` lets nothing else be interpolated.
 */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlText | number)[]): SqlText {
  return String.raw({ raw: texts }, ...parts) as SqlText;
}

/** The pieces with `separator` between them. */
export function joinSql(parts: readonly SqlText[], separator: ', ' | ' and ' | ' or '): SqlText {
  return parts.join(separator) as SqlText;
}

/** The name of a table or column as it can stand in a statement, quoted: whatever the text is, it names something. */
export function sqlName(name: string): SqlText {
  return escapeIdentifier(name) as SqlText;
}
