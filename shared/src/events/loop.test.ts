import { startLoop } from './loop';

const backoff = { firstMs: 60_000, longestMs: 60_000 };
const onFailure = () => undefined;
const turnsDone = () => new Promise((resolve) => setImmediate(resolve));

describe('a loop', () => {
  it('goes on at once while there is more, and then rests', async () => {
    let left = 5;
    const loop = startLoop({ turn: async () => --left > 0, idleMs: 60_000, backoff, onFailure });
    await turnsDone();
    expect(left).toBe(0);
    await loop.stop();
  });

  it('turns again for a ring that came during a turn', async () => {
    let turns = 0;
    const loop = startLoop({
      turn: async () => {
        turns += 1;
        if (turns === 1) loop.ring();
        return false;
      },
      idleMs: 60_000,
      backoff,
      onFailure,
    });
    await turnsDone();
    expect(turns).toBe(2);
    await loop.stop();
  });

  it('is not rung out of a back-off, but stopped out of it', async () => {
    let turns = 0;
    const loop = startLoop({
      turn: () => {
        turns += 1;
        return Promise.reject(new Error('down'));
      },
      idleMs: 1,
      backoff,
      onFailure,
    });
    await turnsDone();
    loop.ring();
    await turnsDone();
    expect(turns).toBe(1);
    await loop.stop();
  });

  it('finishes the turn in hand before it has stopped', async () => {
    let finish = (): void => undefined;
    const turned = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let isFinished = false;
    const turn = async () => {
      await turned;
      isFinished = true;
      return true;
    };
    const loop = startLoop({ turn, idleMs: 1, backoff, onFailure });
    await turnsDone();
    const stopped = loop.stop();
    finish();
    await stopped;
    expect(isFinished).toBe(true);
  });
});
