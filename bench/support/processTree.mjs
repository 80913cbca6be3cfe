import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process and all that descend from it, as far as their parents are alive. */
export function processTree(pid) {
  const all = processes();
  const tree = all.filter((process) => process.pid === pid);
  for (const member of tree) tree.push(...all.filter(({ parent }) => parent === member.pid));
  return tree;
}

/** Bytes of the whole tree, or of those processes in it whose command is wanted. */
export function treeMemory(pid, isWanted = () => true) {
  const wanted = processTree(pid).filter(({ command }) => isWanted(command));
  return wanted.reduce((sum, process) => sum + (proportionalBytes(process.pid) ?? process.residentBytes), 0);
}

/**
 * How long the processes of the tree have run on a core, in ms, with those that have ended; each of those that live is
 * counted by its main thread, as those of PostgreSQL are.
 */
export function treeCpuMs(pid) {
  return processTree(pid).reduce((sum, member) => sum + ranMs(member.pid) + endedMs(member.pid), 0);
}

/**
 * How long all threads of all processes of the tree have been on a core, in user and system code, in ms, with the threads
 * and processes that have ended. Linux counts it in hundredths of a second.
 */
export function treeThreadsCpuMs(pid) {
  return processTree(pid)
    .flatMap((member) => cpuTimesMs(member.pid))
    .reduce((sum, timeMs) => sum + timeMs, 0);
}

/** Only Linux tells. One that has just ended ran for nothing. */
function ranMs(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** Of the children that have ended; Linux counts them in hundredths of a second. */
function endedMs(pid) {
  const [, , childrenUser, childrenSystem] = cpuTimesMs(pid);
  return childrenUser + childrenSystem;
}

/** User and system time of a process, then of its children that have ended. One that is gone took none. */
function cpuTimesMs(pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /, '');
    return afterName
      .split(' ')
      .slice(11, 15)
      .map((ticks) => 10 * Number(ticks));
  } catch {
    return [0, 0, 0, 0];
  }
}

function processes() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, kilobytes, ...command] = line.trim().split(/\s+/);
      const name = command.join(' ').replace(/.*\//, '');
      return { pid: Number(pid), parent: Number(parent), residentBytes: Number(kilobytes) * 1024, command: name };
    });
}

/** The PSS: what several processes share (PostgreSQL's buffers) is divided between them. Null where there is none. */
function proportionalBytes(pid) {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
