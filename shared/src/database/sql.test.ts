import { joinSql, sql, sqlName } from './index';

describe('SQL that is put together', () => {
  it('consists of pieces of SQL and of numbers', () => {
    const columns = [sql`row.name`, sql`row.id`];
    const first = sql`:key${0}`;
    expect(sql`(${joinSql(columns, ', ')}) > (${first}, :key${1})`).toBe('(row.name, row.id) > (:key0, :key1)');
  });

  it('keeps a backslash as it is read in the code', () => {
    expect(sql`name like '\\_%'`).toBe("name like '\\_%'");
  });

  it('names tables and columns, whatever they are called', () => {
    expect(sql`select ${sqlName('or"der')} from ${sqlName('user')}`).toBe('select "or""der" from "user"');
  });

  it('takes no other text', () => {
    const fromCaller: string = 'x; drop table food';
    // @ts-expect-error a string is not a piece of SQL
    const text = sql`order by ${fromCaller}`;
    expect(text).toContain(fromCaller);
  });
});
