import { SharedWork } from './sharedWork';

const stays = new AbortController().signal;

function aWork() {
  const shared = new SharedWork<string>();
  const begun: { signal: AbortSignal; end(answer: string): void; fail(error: Error): void }[] = [];
  const begin = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => begun.push({ signal, end: resolve, fail: reject }));
  return { begun, run: (key: string, signal = stays) => shared.run(key, signal, begin, () => 'gone') };
}

describe('work under way', () => {
  it('is done once for all who ask under the same key', async () => {
    const { run, begun } = aWork();
    const both = [run('a'), run('a')];
    expect(begun).toHaveLength(1);
    begun[0]?.end('done');
    expect(await Promise.all(both)).toEqual([
      { answer: 'done', isShared: true, isOwn: true },
      { answer: 'done', isShared: true, isOwn: false },
    ]);
  });

  it('is done for each key', () => {
    const { run, begun } = aWork();
    void run('a');
    void run('b');
    expect(begun).toHaveLength(2);
  });

  it('belongs to the one who asked alone', async () => {
    const { run, begun } = aWork();
    const one = run('a');
    begun[0]?.end('done');
    expect(await one).toEqual({ answer: 'done', isShared: false, isOwn: true });
  });

  it('is forgotten once it has ended', async () => {
    const { run, begun } = aWork();
    const one = run('a');
    begun[0]?.end('done');
    await one;
    void run('a');
    expect(begun).toHaveLength(2);
  });

  it('fails for all', async () => {
    const { run, begun } = aWork();
    const both = [run('a'), run('a')];
    begun[0]?.fail(new Error('oops'));
    for (const one of both) await expect(one).rejects.toThrow('oops');
  });
});

describe('who leaves', () => {
  it('has nothing, and takes nothing from the others', async () => {
    const { run, begun } = aWork();
    const client = new AbortController();
    const [leaving, staying] = [run('a', client.signal), run('a')];
    client.abort();
    expect((await leaving).answer).toBe('gone');
    expect(begun[0]?.signal.aborted).toBe(false);
    begun[0]?.end('done');
    expect((await staying).answer).toBe('done');
  });

  it('as the last ends the work, and the next begins anew', async () => {
    const { run, begun } = aWork();
    const client = new AbortController();
    const leaving = run('a', client.signal);
    client.abort();
    await leaving;
    expect(begun[0]?.signal.aborted).toBe(true);
    void run('a');
    expect(begun).toHaveLength(2);
  });

  it('before anything began begins nothing', async () => {
    const { run, begun } = aWork();
    expect((await run('a', AbortSignal.abort())).answer).toBe('gone');
    expect(begun).toHaveLength(0);
  });
});
