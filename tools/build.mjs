// `npm run build`: what is generated from the schemas, then the compiled packages.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const tools = path.dirname(fileURLToPath(import.meta.url));
const compiler = path.join(path.dirname(require.resolve('typescript/package.json')), 'bin/tsc');

for (const command of [[path.join(tools, 'generate.mjs')], [compiler, '-b', tools]]) {
  const { status } = spawnSync(process.execPath, command, { cwd: path.dirname(tools), stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
