import { createLogger } from '@marquee/shared/logging';
import { createRevocations } from './revocations';

describe('revoked sessions', () => {
  const hour = 3_600_000;
  let nowMs = 10 * hour;
  const answers: string[] = [];
  const asked: number[] = [];
  const heard: string[][] = [];
  const revocations = createRevocations({
    fetchSince: async (sinceMs) => {
      asked.push(sinceMs);
      return answers.shift() ?? 'nonsense';
    },
    now: () => nowMs,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  const stopHearing = revocations.onRevoked((ids) => heard.push([...ids]));

  it('are told once each, though each question overlaps the one before', async () => {
    const first = { id: 's1', revokedAt: nowMs };
    answers.push(JSON.stringify({ now: nowMs, sessions: [first] }));
    answers.push(JSON.stringify({ now: nowMs + 2_000, sessions: [first, { id: 's2', revokedAt: nowMs }] }));
    await revocations.poll();
    await revocations.poll();
    expect(heard).toEqual([['s1'], ['s2']]);
    expect(asked).toEqual([0, nowMs - 30_000]);
  });

  it('stay revoked while their owner is out of order', async () => {
    await revocations.poll();
    expect(revocations.isRevoked('s1')).toBe(true);
  });

  it('are forgotten when no token of theirs can be valid any more', async () => {
    stopHearing();
    nowMs += 25 * hour;
    answers.push(JSON.stringify({ now: nowMs, sessions: [{ id: 's3', revokedAt: nowMs }] }));
    await revocations.poll();
    expect(['s1', 's3'].map(revocations.isRevoked)).toEqual([false, true]);
    expect(heard).toHaveLength(2);
  });
});
