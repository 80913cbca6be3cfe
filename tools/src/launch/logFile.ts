import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

export interface LogFile {
  /** Inherited by processes that log for themselves. */
  readonly descriptor: number;
  /** Where a logger of this process writes its lines. */
  readonly destination: { write(line: string): void };
  close(): void;
}

const largestBytes = 20_000_000;

/** Opens a log for appending. One that has grown large is put aside first; the one before that is dropped. */
export function openLogFile(file: string): LogFile {
  if (existsSync(file) && statSync(file).size > largestBytes) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  let isOpen = true;
  return {
    descriptor,
    destination: {
      write: (line) => {
        if (isOpen) writeSync(descriptor, line);
      },
    },
    close: () => {
      isOpen = false;
      closeSync(descriptor);
    },
  };
}
