import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessDescription {
  readonly parent: number;
  /** The program's name as the system shows it, without a path. */
  readonly name: string;
}

/** Null when there is no such process, or the system does not tell. */
export function describeProcess(pid: number): ProcessDescription | null {
  if (process.platform === 'win32') return null;
  const [, parent, name] = (process.platform === 'linux' ? fromProc(pid) : fromPs(pid)) ?? [];
  return parent === undefined || name === undefined ? null : { parent: Number(parent), name };
}

/** "12 (a (strange) name) S 11 ...": the name is what lies between the outermost brackets. */
function fromProc(pid: number): string[] | null {
  try {
    const match = /\((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return match === null ? null : ['', match[2] ?? '', match[1] ?? ''];
  } catch {
    return null;
  }
}

function fromPs(pid: number): string[] | null {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  return /^\s*(\d+) (?:.*\/)?(.+?)\s*$/.exec(stdout ?? '');
}
