// Fails when SQL anywhere is put together from anything but constants: values travel as parameters.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { checkFiles } = require('./sql/checkFiles.js');

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { files, problems } = checkFiles(root, ['shared', 'gateway', 'subgraphs', 'tools', 'e2e']);
for (const problem of problems) console.error(problem);
if (files === 0) console.error('checkSql: no TypeScript file was found');
process.exitCode = problems.length > 0 || files === 0 ? 1 : 0;
