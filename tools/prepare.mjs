// What `npm start` and `npm run reset` need before any compiled code can run.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './installation/install.mjs';
import { isInstalled } from './installation/isInstalled.js';
import { requireNode } from './installation/requireNode.mjs';
import { step } from './steps.mjs';

const tools = path.dirname(fileURLToPath(import.meta.url));
export const root = path.dirname(tools);

/** Checks Node, installs packages when some are missing, and compiles what has changed. Ends the process on failure. */
export async function prepare() {
  requireNode();
  if (!isInstalled(root)) await require('installing packages, once; it takes a minute or two', () => install(root));
  await require('compiling what has changed', build);
}

async function require(title, work) {
  if (await step(title, work)) return;
  console.error(`${title}: failed, see above.`);
  process.exit(1);
}

function build() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(tools, 'build.mjs')], { cwd: root, stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
