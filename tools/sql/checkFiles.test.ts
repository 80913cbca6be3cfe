import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkFiles } from './checkFiles';

describe('checking the SQL of a repository', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'marquee-sql-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }

  it('names file and line, in every folder', () => {
    write('food/src/menus.ts', '\nexport const menus = (id: string) => db.query(`select 1 where id = ${id}`);\n');
    write('users/src/fine.ts', "export const fine = () => db.query('select 1');\n");
    expect(checkFiles(root, ['food', 'users'])).toEqual({
      files: 2,
      problems: ['food/src/menus.ts:2: SQL has something interpolated that is no constant: make it a parameter'],
    });
  });

  it('leaves tests and what is made by tools alone', () => {
    for (const file of ['food/src/a.test.ts', 'food/test/a.ts', 'food/dist/a.ts', 'food/src/generated/a.ts']) {
      write(file, 'export const run = (text: string) => db.query(text);\n');
    }
    expect(checkFiles(root, ['food'])).toEqual({ files: 0, problems: [] });
  });

  it('follows an import to the constant it names', () => {
    write('food/src/columns.ts', "export const columns = 'id, name';\nexport let table = 'food';\n");
    write('food/src/more/index.ts', "import { columns } from '../columns';\nexport const all = `row.x, ${columns}`;\n");
    write('food/src/good.ts', "import { all } from './more';\ndb.query(`select ${all} from food`);\n");
    write('food/src/bad.ts', "import { table } from './columns';\ndb.query(`select 1 from ${table}`);\n");
    const { problems } = checkFiles(root, ['food']);
    expect(problems.map((problem) => problem.split(':', 2).join(':'))).toEqual(['food/src/bad.ts:2']);
  });
});
