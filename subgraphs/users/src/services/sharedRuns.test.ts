import { DomainError, Unavailable } from '@marquee/shared/errors';
import { SharedRuns } from './sharedRuns';

describe('runs that are shared', () => {
  const all = (runs: SharedRuns<number>, ...works: (() => Promise<number>)[]) =>
    Promise.allSettled(works.map((work) => runs.run('a', work)));
  const taken = new DomainError('EMAIL_TAKEN', 'This address is taken.');
  const busy = new Unavailable();
  const fail = (reason: Error) => async (): Promise<number> => {
    throw reason;
  };

  it('are one while it lasts, and a new one afterwards', async () => {
    const runs = new SharedRuns<number>();
    let count = 0;
    const work = async () => ++count;
    expect(await Promise.all([runs.run('a', work), runs.run('a', work), runs.run('b', work)])).toEqual([1, 1, 2]);
    expect(await runs.run('a', work)).toBe(3);
  });

  it('share a refusal too', async () => {
    expect(await all(new SharedRuns(), fail(taken), async () => 2)).toEqual([
      { status: 'rejected', reason: taken },
      { status: 'rejected', reason: taken },
    ]);
  });

  it('do not share that there was no answer: then the next one begins', async () => {
    const neverCalled = async () => 4;
    expect(await all(new SharedRuns(), fail(busy), fail(busy), async () => 3, neverCalled)).toEqual([
      { status: 'rejected', reason: busy },
      { status: 'rejected', reason: busy },
      { status: 'fulfilled', value: 3 },
      { status: 'fulfilled', value: 3 },
    ]);
  });
});
