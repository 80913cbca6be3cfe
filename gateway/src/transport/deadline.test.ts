import { startDeadline } from './deadline';

const neverUpMs = 60_000;

/** `events.getMaxListeners` of Node 20 refuses an AbortSignal, so the number behind it is read. */
function maxListenersOf(signal: AbortSignal): unknown {
  const name = Object.getOwnPropertySymbols(signal).find(({ description }) => description?.includes('maxEventTarget'));
  return name && Reflect.get(signal, name);
}

describe('a deadline', () => {
  it('ends with its caller, before the time is up', async () => {
    const caller = new AbortController();
    const deadline = startDeadline(neverUpMs, caller.signal);
    caller.abort();
    await expect(deadline.passed).rejects.toThrow('deadline passed');
    expect([deadline.signal.aborted, deadline.isTimeUp()]).toEqual([true, false]);
    deadline.done();
  });

  it('has passed at once when its caller is gone already', async () => {
    const deadline = startDeadline(neverUpMs, AbortSignal.abort());
    await expect(deadline.passed).rejects.toThrow('deadline passed');
    deadline.done();
  });

  it('says when it was the time', async () => {
    const deadline = startDeadline(1, undefined);
    await expect(deadline.passed).rejects.toThrow('deadline passed');
    expect(deadline.isTimeUp()).toBe(true);
    deadline.done();
  });

  it('may be one of any number of a caller', () => {
    const caller = new AbortController();
    const deadlines = Array.from({ length: 30 }, () => startDeadline(neverUpMs, caller.signal));
    expect(maxListenersOf(caller.signal)).toBe(0);
    expect(maxListenersOf(deadlines[0]?.signal ?? caller.signal)).toBe(0);
    for (const deadline of deadlines) deadline.done();
  });
});
