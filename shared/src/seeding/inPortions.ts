/** Called as a long piece of work goes on. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Works through numbers from 0 up to `total`, so many at a time, and adds up what each portion returns. Nothing needs to
 * be there at once, and each portion can be a transaction of its own.
 */
export async function inPortions(
  { total, size, onProgress }: { readonly total: number; readonly size: number; readonly onProgress: OnProgress },
  work: (numbers: readonly number[]) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (let first = 0; first < total; first += size) {
    const count = Math.min(size, total - first);
    sum += await work(Array.from({ length: count }, (_, index) => first + index));
    onProgress(first + count, total);
  }
  return sum;
}
