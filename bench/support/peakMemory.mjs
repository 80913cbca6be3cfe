import { readFileSync, writeFileSync } from 'node:fs';
import { processTree } from './processTree.mjs';

/** The most memory that each process of the tree has is from now on that of now. Only Linux can. */
export function forgetPeak(pid) {
  for (const member of processTree(pid)) writeFileSync(`/proc/${member.pid}/clear_refs`, '5');
}

/** The most resident bytes that each process of the tree had since then, in all. */
export function peakBytes(pid) {
  const peaks = processTree(pid).map((member) => {
    const [, kilobytes] = readFileSync(`/proc/${member.pid}/status`, 'latin1').match(/^VmHWM:\s+(\d+) kB/m) ?? [];
    return Number(kilobytes ?? 0) * 1_024;
  });
  return peaks.reduce((sum, bytes) => sum + bytes, 0);
}
