import { findUnsafeSql } from './findUnsafeSql';

const imports = "import { joinSql, type SqlText, sql } from '@marquee/shared/database';\n";
const problemsOf = (source: string) =>
  findUnsafeSql(imports + source).map(({ line, problem }) => `${line}: ${problem}`);

describe('SQL that is accepted', () => {
  it.each([
    ['a literal with parameters', "db.query('select id from food where id = $1', [id])"],
    ['a template without anything in it', 'db.query(`\n  select id from food`)'],
    ['a constant of the file', "const columns = 'id, name'; db.query(`select ${columns} from food`)"],
    ['a constant that is declared further down', 'const f = () => db.query(text); const text = `select 1`;'],
    ['one of two constants', "const sign = isDown ? '<' : '>'; db.query(`select 1 where a ${sign} $1`, [a])"],
    [
      'one of two pairs of constants',
      "const [sign, way] = isDown ? ['<', 'desc'] : ['>', 'asc']; db.query(`select 1 where a ${sign} $1 order by a ${way}`)",
    ],
    [
      "a caller's choice out of the columns there are",
      "const columns = { NAME: 'row.name', AGE: 'row.id' } as const; builder.orderBy(columns[field], 'ASC')",
    ],
    ['each of a list of tables', "for (const table of ['a', 'b']) runner.query(`drop table ${table}`)"],
    ['pieces of SQL', 'builder.andWhere(sql`(${joinSql(columns, sql`, `)}) > (:key${index})`, { key })'],
    ['a piece of SQL as a parameter', 'const f = (text: SqlText) => db.query(text)'],
    ['a name that pg has escaped', 'client.query(`create database ${escapeIdentifier(name)}`)'],
    ['a secret that pg has escaped', 'client.query(`create role a login password ${client.escapeLiteral(secret)}`)'],
    ['criteria by column', 'builder.delete().where({ id })'],
    ['a condition written with a builder', 'builder.where((inner) => inner.where("a = :a", { a }))'],
    ['the condition of a join', "builder.leftJoin(Food, 'food', 'food.id = row.foodId')"],
    ['pg configuration', "client.query({ text: 'select $1', values: [a] })"],
    ['a function named query that passes on', 'const pool = { query(text: string) { return client.query(text); } }'],
    ['text that is no SQL', 'const message = `updated ${name}, where it was ${place}` + tail'],
    ['a query of something else', 'const { since } = request.query; link(`/orders?since=${since}`)'],
  ])('%s', (_name, source) => {
    expect(problemsOf(source)).toEqual([]);
  });
});

describe('SQL that is refused', () => {
  const interpolated = '2: SQL has something interpolated that is no constant: make it a parameter';
  const joined = '2: SQL is joined with +: write one template, and values as parameters';
  const variable = (method: string) => `2: ${method}() gets SQL that is no constant`;

  it.each([
    ['an interpolated parameter', 'const f = (id: string) => db.query(`select 1 where id = ${id}`)', interpolated],
    ['the same in quotes', "const f = (id: string) => db.query(`select 1 where id = '${id}'`)", interpolated],
    ['a template that is used elsewhere', 'const text = `delete from ${table}`', interpolated],
    ['a variable that can change', "let table = 'food'; run(`select * from ${table}`)", interpolated],
    ['a list that grows', "const names = ['a']; names.push(x); run(`select ${names} from food`)", interpolated],
    [
      'a member of what was given',
      'const f = (order: Order) => run(`select 1 order by ${order.column}`)',
      interpolated,
    ],
    ['an imported name', "import { table } from './tables'; run(`select * from ${table}`)", interpolated],
    [
      'a name that shadows a constant',
      "const a = 'x'; const f = (a: string) => run(`select ${a} from food`)",
      interpolated,
    ],
    ['a call', 'run(`select * from food where name = ${quote(name)}`)', interpolated],
    ['a sum', "db.query('select * from food where id = ' + id)", joined],
    ['a sum of literals', "const text = 'select id ' + 'from food'", joined],
    ['a clause added to a variable', "text += ' where id = 1'", joined],
    ['a clause added to an expression', 'run(base + ` order by ${column}`)', joined],
    ['a variable in a query', 'const f = (text: string) => db.query(text)', variable('query')],
    ['pieces put together by hand', "db.query(['select', column, 'from food'].join(' '))", variable('query')],
    ['a condition by a variable', "builder.andWhere(condition, { a: 'b' })", variable('andWhere')],
    ['an interpolated condition', 'builder.where(`row.id = ${id}`)', variable('where')],
    [
      'an order by a variable',
      "for (const column of order.columns) builder.addOrderBy(column, 'ASC')",
      variable('addOrderBy'),
    ],
    ['an interpolated join', "builder.innerJoin(Food, 'food', `food.id = '${id}'`)", variable('innerJoin')],
    ['pg configuration with a variable', 'client.query({ text, values: [] })', variable('query')],
    ['pg configuration', 'client.query({ text: `begin ${mode}`, values: [] })', variable('query')],
    ['a tag of the same name', 'const f = (sql: Tag) => db.query(sql`drop ${x}`)', variable('query')],
    ['a cast', 'const text = input as SqlText', '2: a cast makes any text a piece of SQL: write it with sql`...`'],
  ])('%s', (_name, source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it('is reported with its line, also after letters that take several bytes', () => {
    const [found] = findUnsafeSql('// für die Küche, 厨房\n\nrun(`select * from ${table}`);\n');
    expect(found?.line).toBe(3);
  });
});

describe('a constant of another module', () => {
  it('is accepted as far as that module says so', () => {
    const source = "import { columns } from './columns'; db.query(`select ${columns} from food`);";
    const asked: string[] = [];
    const isConstant = (path: string, name: string) => asked.push(`${path} ${name}`) > 0;
    expect(findUnsafeSql(source, isConstant)).toEqual([]);
    expect(asked).toContain('./columns columns');
    expect(findUnsafeSql(source, () => false)).toHaveLength(1);
  });
});
