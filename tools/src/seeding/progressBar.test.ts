import { withProgressBar } from './progressBar';

function outputOf({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => void written.push(text) };
}

/** Half a second passes at each look. */
const clock = () => {
  let time = 0;
  return () => (time += 500);
};

describe('the progress of a long piece of work', () => {
  it('is a bar on a terminal, which the last line replaces', async () => {
    const output = outputOf({ isTTY: true });
    const result = await withProgressBar('products', { output, now: clock() }, async (onProgress) => {
      onProgress(25_000, 100_000);
      return 'made';
    });
    expect(result).toBe('made');
    const [drawn, last] = output.written;
    expect(drawn).toContain(`products  ${'█'.repeat(6)}${'░'.repeat(18)}  25 %  25,000 of 100,000`);
    expect(last?.startsWith('\r\u001b[2K✓ products (')).toBe(true);
    expect(last?.endsWith(' s)\n')).toBe(true);
  });

  it('is a line for every tenth elsewhere', async () => {
    const output = outputOf({ isTTY: false });
    await withProgressBar('products', { output, now: clock() }, async (onProgress) => {
      for (let done = 1; done <= 1_000; done += 1) onProgress(done, 1_000);
    });
    expect(output.written).toHaveLength(11);
    expect(output.written[0]).toMatch(/^ {2}products {2}10 % {2}100 of 1,000 {2}\d+\.\d s\n$/);
  });

  it('says that something failed, and fails', async () => {
    const output = outputOf({ isTTY: false });
    const failing = withProgressBar('products', { output, now: clock() }, () => Promise.reject(new Error('full')));
    await expect(failing).rejects.toThrow('full');
    expect(output.written.at(-1)).toMatch(/^✗ products/);
  });
});
