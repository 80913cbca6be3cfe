import type { OnProgress } from '@marquee/shared/seeding';

/** Where the bar is drawn: a terminal, or a file of lines. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const width = 24;
const redrawMs = 100;

/**
 * Runs `work` and shows how it goes on: a bar that is drawn anew on a terminal, a line for every tenth elsewhere. One
 * line in the end says how long it took.
 */
export async function withProgressBar<T>(
  title: string,
  { output, now = Date.now }: { readonly output: ProgressOutput; readonly now?: () => number },
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const startedAt = now();
  const seconds = () => `${((now() - startedAt) / 1000).toFixed(1)} s`;
  const isTerminal = output.isTTY === true;
  const end = (sign: string) => output.write(`${isTerminal ? clear : ''}${sign} ${title} (${seconds()})\n`);
  let drawnAt = Number.NEGATIVE_INFINITY;
  let tenths = 0;
  const onProgress: OnProgress = (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const counts = `${Math.floor(share * 100)} %  ${grouped(done)} of ${grouped(total)}  ${seconds()}`;
    if (isTerminal && now() - drawnAt >= redrawMs) {
      drawnAt = now();
      output.write(`${clear}  ${title}  ${barOf(share)}  ${counts}`);
    }
    if (!isTerminal && Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10);
      output.write(`  ${title}  ${counts}\n`);
    }
  };
  try {
    const result = await work(onProgress);
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}

/** Back to the beginning of the line, and all of it away (ECMA-48: EL). */
const clear = '\r\u001b[2K';
const grouped = (count: number) => count.toLocaleString('en');

function barOf(share: number): string {
  const full = Math.round(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
