import { inLanes } from './inLanes';

const pieces = (...names: string[]) => names.map((name) => ({ lane: name.charAt(0), name }));
const never = () => false;

/** Work that lasts until it is let go, piece by piece. */
function heldWork() {
  const begun: string[] = [];
  const holds = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    begun,
    work: ({ name }: { name: string }) => {
      begun.push(name);
      return new Promise<void>((resolve, reject) => holds.set(name, { resolve, reject }));
    },
    finish: async (name: string) => {
      holds.get(name)?.resolve();
      await settle();
    },
    fail: async (name: string) => {
      holds.get(name)?.reject(new Error(`${name} failed`));
      await settle();
    },
  };
}

describe('working in lanes', () => {
  it('works on several lanes at once and keeps the order within each', async () => {
    const { begun, work, finish } = heldWork();
    const all = inLanes(pieces('a1', 'a2', 'b1', 'c1'), 2, work, never);
    expect(begun).toEqual(['a1', 'b1']);
    await finish('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    await finish('a1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
    await finish('c1');
    await finish('a2');
    expect(await all).toEqual({ done: 4, failure: undefined });
  });

  it('is one after the other with one lane', async () => {
    const { begun, work, finish } = heldWork();
    const all = inLanes(pieces('a1', 'b1'), 1, work, never);
    expect(begun).toEqual(['a1']);
    await finish('a1');
    await finish('b1');
    expect(await all).toEqual({ done: 2, failure: undefined });
  });

  it('counts as done only what has nothing undone before it, and begins nothing after a failure', async () => {
    const { begun, work, finish, fail } = heldWork();
    const all = inLanes(pieces('a1', 'b1', 'c1', 'd1', 'e1'), 3, work, never);
    await finish('a1');
    await fail('b1');
    await finish('d1');
    await finish('c1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1']);
    expect(await all).toEqual({ done: 1, failure: new Error('b1 failed') });
  });

  it('finishes what is in hand, and begins nothing more, once it is to stop', async () => {
    const { begun, work, finish } = heldWork();
    let isStopping = false;
    const all = inLanes(pieces('a1', 'b1', 'c1'), 2, work, () => isStopping);
    isStopping = true;
    await finish('a1');
    await finish('b1');
    expect(begun).toEqual(['a1', 'b1']);
    expect(await all).toEqual({ done: 2, failure: undefined });
  });

  it('has nothing to do for an empty list', async () => {
    expect(await inLanes([], 4, () => Promise.resolve(), never)).toEqual({ done: 0, failure: undefined });
  });
});
