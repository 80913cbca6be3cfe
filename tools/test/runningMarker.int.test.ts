import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { markRunning } from '../src/launch/runningMarker';
import { startTimeOf } from '../src/processes/startTimeOf';

describe('the note of a running launcher', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'marquee marker test-'));
  const file = path.join(folder, 'running.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => rmSync(file, { force: true }));

  const write = (claim: unknown) => writeFileSync(file, typeof claim === 'string' ? claim : JSON.stringify(claim));

  it('keeps a second one out, and goes with the first', async () => {
    const marker = await markRunning(file);
    await expect(markRunning(file)).rejects.toThrow(`already runs on this data (process ${process.pid})`);
    marker.remove();
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['is of a process that has ended', { pid: 2 ** 22 + 1, startTime: '1' }],
    ['is of a process whose id another one has by now', { pid: process.pid, startTime: '1' }],
    ['was cut off by a power failure', ''],
  ])('does not count when it %s', async (_situation, stale) => {
    write(stale);
    const marker = await markRunning(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readFileSync(file, 'utf8')).not.toBe(JSON.stringify(stale));
    marker.remove();
  });

  it('is waited for when its launcher is just stopping', async () => {
    write({ pid: process.pid, startTime: startTimeOf(process.pid) });
    const waiting = markRunning(file);
    rmSync(file);
    await expect(waiting).resolves.toBeDefined();
  });
});
