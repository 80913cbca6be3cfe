// How long does `npm start` take, the first time and again, how much memory do all its processes have, and how large is
// what was installed? On a copy of the working tree without anything built; its packages are copied, not downloaded.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, cpSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './support/freePort.mjs';
import { root } from './support/marquee.mjs';
import { measure } from './support/measure.mjs';
import { processTree, treeMemory } from './support/processTree.mjs';
import { printTable } from './support/report.mjs';

const samplingMs = 100;
const idleMs = 5_000;
const startPatienceMs = 45_000;
const builtOrOurs = new Set(['node_modules', 'dist', 'generated', '.data', '.git', 'bench']);

await measure('start', async (bench) => {
  const clone = path.join(bench.folder, 'marquee');
  copy(root, clone, (name) => !builtOrOurs.has(name) && !name.endsWith('.tsbuildinfo'));
  copy(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));

  const rows = [];
  for (const title of ['first: builds, makes databases, secrets and demo city', 'second', 'third']) {
    rows.push([title, ...(await timeStart(clone, bench))]);
  }
  printTable(['`npm start`', 'ready after', 'peak memory until ready', 'after 5 s of idling', 'of which Node'], rows);
  const packages = sizeOf(path.join(root, 'node_modules'));
  console.log(
    `\nnode_modules: ${megabytes(packages)} with everything for tests and builds. Installing is not part of the time.`,
  );
  console.log(
    'Memory is of npm, its shell, Node and all of PostgreSQL: PSS (shared pages divided) where there is /proc, else RSS.',
  );
});

function copy(from, to, isWanted = () => true) {
  const filter = (source) => source === from || isWanted(path.basename(source));
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE, filter });
}

async function timeStart(clone, bench) {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(await freePort()) };
  const startedAt = performance.now();
  const npm = spawn('npm', ['start'], { cwd: clone, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(npm, 'exit');
  bench.stopLater(() => end(npm, ended));
  let said = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (said += String(chunk)));

  let peak = 0;
  while (!said.includes('Marquee is ready')) {
    const isLate = performance.now() - startedAt > startPatienceMs;
    if (npm.exitCode !== null || isLate) throw new Error(`npm start did not get ready:\n${said}`);
    peak = Math.max(peak, treeMemory(npm.pid));
    await new Promise((resolve) => setTimeout(resolve, samplingMs));
  }
  const readyMs = performance.now() - startedAt;
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const idle = treeMemory(npm.pid);
  const ofNode = treeMemory(npm.pid, (command) => command.startsWith('node'));
  await end(npm, ended);
  return [`${(readyMs / 1000).toFixed(1)} s`, megabytes(peak), megabytes(idle), megabytes(ofNode)];
}

/** Waits for all of it: npm ends before what it started. What does not end by itself is made to. */
async function end(npm, ended) {
  if (npm.exitCode !== null || npm.signalCode !== null) return;
  const all = processTree(npm.pid).map(({ pid }) => pid);
  npm.kill('SIGTERM');
  await ended;
  const patientUntil = Date.now() + 20_000;
  while (all.some(isAlive) && Date.now() < patientUntil) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of all.filter(isAlive)) process.kill(pid, 'SIGKILL');
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the files take on the disk. */
function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    bytes += entry.isDirectory() ? sizeOf(file) : lstatSync(file).blocks * 512;
  }
  return bytes;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
