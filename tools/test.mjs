// `npm test`: everything. The last line counts tests; a failing step that is no test counts as one failure.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './installation/install.mjs';
import { isInstalled } from './installation/isInstalled.js';
import { requireNode } from './installation/requireNode.mjs';
import { step } from './steps.mjs';

const require = createRequire(import.meta.url);
const tools = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(tools);
const counts = { passed: 0, failed: 0, skipped: 0 };

requireNode();
if (isInstalled(root) || (await check('installing packages', () => install(root)))) {
  await check('generating and compiling', () => node([path.join(tools, 'build.mjs')]));
  await check('types of the tests', () => node([bin('typescript', 'tsc'), '-p', 'tsconfig.tests.json']));
  await check('format', () => node([bin('@biomejs/biome', 'biome'), 'format', '.']));
  await check('lint', () => node([bin('oxlint', 'oxlint'), '--type-aware', '--deny-warnings']));
  await check('SQL by parameters only', () => node([path.join(tools, 'checkSql.mjs')]));
  await runTests(process.argv.slice(2));
}
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);

async function check(title, work) {
  const isDone = await step(title, work);
  if (!isDone) counts.failed += 1;
  return isDone;
}

async function runTests(more) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'marquee-test-result-'));
  const outputFile = path.join(folder, 'result.json');
  const isGreen = await step('tests', () =>
    node([bin('jest', 'jest'), '--ci', '--json', `--outputFile=${outputFile}`, ...more]),
  );
  const failures = count(outputFile);
  // A run that failed without a failing test (its set-up, say) must not look green.
  if (!isGreen && failures === 0) counts.failed += 1;
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Adds up what jest reports; a test file that could not even be loaded has no tests and counts as a failure. */
function count(outputFile) {
  if (!fs.existsSync(outputFile)) return 0;
  const result = JSON.parse(fs.readFileSync(outputFile, 'utf8'));
  const failures = result.numFailedTests + result.numRuntimeErrorTestSuites;
  counts.passed += result.numPassedTests;
  counts.failed += failures;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  return failures;
}

/** The file behind a package's command. */
function bin(name, command) {
  const manifestFile = require.resolve(`${name}/package.json`);
  const { bin: commands } = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  return path.join(path.dirname(manifestFile), typeof commands === 'string' ? commands : commands[command]);
}

function node(args) {
  return new Promise((resolve) => {
    // jest's JSON goes to a file; what it prints for people goes to standard error.
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code === 0);
    });
  });
}
