import { spawn } from 'node:child_process';

/** Runs `npm ci` and resolves to whether it succeeded. */
export function install(root) {
  // Under npm we use that npm, wherever it is installed.
  const npm = process.env.npm_execpath;
  const [command, ...prefix] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const args = [...prefix, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && npm === undefined,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
