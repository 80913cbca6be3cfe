const fs = require('node:fs');
const path = require('node:path');
const { constantsOf, findUnsafeSql } = require('./findUnsafeSql');

/** The one place where a text becomes a piece of SQL. */
const composer = path.join('shared', 'src', 'database', 'sql.ts');
const skippedFolders = new Set(['node_modules', 'dist', 'generated', 'test', 'testing']);

/**
 * Checks every TypeScript file of the packages but their tests and what these share, whose SQL meets nobody's input.
 * @param {string} root of the repository
 * @param {readonly string[]} folders below it
 * @returns {{ files: number, problems: string[] }} each problem as `file:line: what is wrong`
 */
function checkFiles(root, folders) {
  const files = folders.flatMap((folder) => typescriptFiles(path.join(root, folder)));
  const problems = files.flatMap((file) => {
    const name = path.relative(root, file);
    if (name === composer) return [];
    const found = findUnsafeSql(fs.readFileSync(file, 'utf8'), importsOf(file));
    return found.map(({ line, problem }) => `${name}:${line}: ${problem}`);
  });
  return { files: files.length, problems };
}

function typescriptFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : typescriptFiles(file);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [file] : [];
  });
}

/** Follows relative imports; what a package exports is not looked into. */
function importsOf(file) {
  return (source, name) => {
    if (!source.startsWith('.')) return false;
    const base = path.resolve(path.dirname(file), source);
    const found = [`${base}.ts`, path.join(base, 'index.ts')].find((candidate) => fs.existsSync(candidate));
    return found !== undefined && constantsOf(fs.readFileSync(found, 'utf8'), importsOf(found))(name);
  };
}

module.exports = { checkFiles };
