import { waitingMs } from './waitingTime';

describe('the time until a task starts', () => {
  const twoThreads = { threads: 2, taskMs: 300 };

  it('is none while a thread is free', () => {
    expect(waitingMs({ ...twoThreads, runningForMs: [], waiting: 0 })).toBe(0);
    expect(waitingMs({ ...twoThreads, runningForMs: [10], waiting: 0 })).toBe(0);
  });

  it('is what is left of the task that ends first', () => {
    expect(waitingMs({ ...twoThreads, runningForMs: [50, 200], waiting: 0 })).toBe(100);
    expect(waitingMs({ ...twoThreads, runningForMs: [50, 200], waiting: 1 })).toBe(250);
  });

  it('grows by one task for each that waits on every thread', () => {
    expect(waitingMs({ ...twoThreads, runningForMs: [50, 200], waiting: 2 })).toBe(400);
    expect(waitingMs({ ...twoThreads, runningForMs: [0, 0], waiting: 17 })).toBe(9 * 300);
  });

  it('does not count what a slow task owes already', () => {
    expect(waitingMs({ ...twoThreads, runningForMs: [900, 900], waiting: 0 })).toBe(0);
  });
});
