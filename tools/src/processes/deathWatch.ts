import { spawn } from 'node:child_process';

export interface DeathWatch {
  /** The watched process has ended by itself: from now on our own death harms nobody. */
  dismiss(): void;
}

/**
 * Lets a process not outlive us, however we die: a tiny shell waits on a pipe from us, and when it breaks (kill -9
 * closes it too) sends `signal`, waits, and deletes folders that were meant to go. Not available on Windows.
 */
export function watchOverDeath(
  pid: number,
  { signal, folders = [] }: { signal: 'INT' | 'QUIT' | 'TERM'; folders?: readonly string[] },
): DeathWatch {
  if (process.platform === 'win32') return { dismiss: () => {} };
  const watcher = spawn('/bin/sh', ['-c', watch, 'marquee-death-watch', String(pid), signal, ...folders], {
    cwd: '/',
    // A session of its own: Ctrl-C in the terminal and the end of the session reach us, but must not reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => {});
  watcher.stdin.on('error', () => {});
  watcher.unref();
  return { dismiss: () => watcher.stdin.end('dismissed\n') };
}

const watch = `
  pid=$1 signal=$2; shift 2
  trap '' HUP INT TERM
  if read -r word; then exit 0; fi
  kill -s "$signal" "$pid" 2>/dev/null
  runs() {
    kill -s 0 "$pid" 2>/dev/null || return 1
    case "$(cat "/proc/$pid/stat" 2>/dev/null)" in *') Z '*) return 1 ;; esac
  }
  tries=0
  while runs && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -s KILL "$pid" 2>/dev/null
  # Others that die with us may still be writing.
  tries=0
  while [ "$#" -gt 0 ] && [ "$tries" -lt 50 ]; do
    rm -rf -- "$@" 2>/dev/null
    sleep 0.1
    tries=$((tries + 1))
    for folder in "$@"; do [ -e "$folder" ] && continue 2; done
    break
  done
`;
