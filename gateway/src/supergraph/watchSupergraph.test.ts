import { createLogger } from '@marquee/shared/logging';
import type { SupergraphVersion } from './readVersion';
import { watchSupergraph } from './watchSupergraph';

const pollMs = 1_000;
const settlingMs = 50;

function version(key: string): SupergraphVersion {
  return {
    key,
    compose() {
      throw new Error('nobody composes here');
    },
  };
}

describe('watching the files of a supergraph', () => {
  let onDisk: string;
  let served: string[];
  let logged: string[];
  let broken: string[];
  beforeEach(() => {
    jest.useFakeTimers();
    [onDisk, served, logged, broken] = ['first', [], [], []];
  });
  afterEach(() => jest.useRealTimers());

  function watch(everyMs = pollMs) {
    const write = (line: string) => void logged.push(JSON.parse(line).msg);
    return watchSupergraph({
      readVersion: async () => version(onDisk),
      served: version('first'),
      serve: async ({ key }) => {
        if (broken.includes(key)) throw new Error(`${key} is broken`);
        served.push(key);
      },
      pollMs: everyMs,
      logger: createLogger({ service: 'gateway', level: 'info' }, { write }),
    });
  }

  it('serves another version at the next look, when it has settled', async () => {
    watch();
    onDisk = 'second';
    await jest.advanceTimersByTimeAsync(pollMs);
    expect(served).toEqual([]);
    await jest.advanceTimersByTimeAsync(settlingMs);
    expect(served).toEqual(['second']);
  });

  it('waits while somebody is still writing', async () => {
    watch();
    await jest.advanceTimersByTimeAsync(pollMs - 1);
    for (const half of ['s', 'se', 'sec']) {
      onDisk = half;
      await jest.advanceTimersByTimeAsync(settlingMs);
    }
    onDisk = 'second';
    await jest.advanceTimersByTimeAsync(2 * settlingMs);
    expect(served).toEqual(['second']);
  });

  it('tries a broken version once, and is behind until it serves the newest again', async () => {
    broken = ['second'];
    const watching = watch();
    onDisk = 'second';
    await jest.advanceTimersByTimeAsync(10 * pollMs);
    expect(logged).toEqual(['the new supergraph cannot be served; the one before goes on']);
    expect(watching.isBehind).toBe(true);
    onDisk = 'third';
    await jest.advanceTimersByTimeAsync(2 * pollMs);
    expect(served).toEqual(['third']);
    expect(watching.isBehind).toBe(false);
  });

  it('does not load the served one again', async () => {
    broken = ['second'];
    const watching = watch();
    for (onDisk of ['second', 'first']) await jest.advanceTimersByTimeAsync(2 * pollMs);
    expect([served, watching.isBehind]).toEqual([[], false]);
  });

  it('never looks when told so, nor after it was stopped', async () => {
    watch(0);
    await watch().stop();
    onDisk = 'second';
    await jest.advanceTimersByTimeAsync(10 * pollMs);
    expect(served).toEqual([]);
  });
});
