import { closeSync, openSync } from 'node:fs';
import type { Account } from './account';

export interface HandedOver {
  /** What the process is to call the files, in the order given. */
  paths: string[];
  /** Descriptors that the process must inherit, from 3 on. */
  descriptors: number[];
  close(): void;
}

/**
 * An account without rights may own a file and still be unable to walk to it (/root/marquee/.data). On Linux it needs
 * no walk: we, who can, open the files and pass them on, and the process finds them at /proc/self/fd/3 and up.
 */
export function handOver(files: readonly string[], account: Account | null): HandedOver {
  if (account === null || process.platform !== 'linux') {
    return { paths: [...files], descriptors: [], close: () => {} };
  }
  const descriptors = files.map((file) => openSync(file, 'r'));
  return {
    paths: files.map((_file, index) => `/proc/self/fd/${index + 3}`),
    descriptors,
    close: () => descriptors.forEach((descriptor) => closeSync(descriptor)),
  };
}
