import { createLogger, runWithLogContext } from './index';

function collecting() {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({ service: 'food' }, { write: (line) => void lines.push(JSON.parse(line)) });
  return { lines, logger };
}

describe('logging', () => {
  it('writes one JSON object a line with the service, level and time', () => {
    const { lines, logger } = collecting();
    logger.warn({ orderId: 'ford_1' }, 'order is late');
    expect(lines).toEqual([
      expect.objectContaining({ service: 'food', level: 'warn', msg: 'order is late', orderId: 'ford_1' }),
    ]);
    expect(new Date(String(lines[0]?.['time'])).getTime()).not.toBeNaN();
  });

  it('adds the fields of the surrounding request, over awaits and nested', async () => {
    const { lines, logger } = collecting();
    await runWithLogContext({ requestId: 'r1' }, async () => {
      await Promise.resolve();
      runWithLogContext({ operation: 'me' }, () => logger.info('inside'));
    });
    logger.info('outside');
    expect(lines[0]).toMatchObject({ requestId: 'r1', operation: 'me' });
    expect(lines[1]).not.toHaveProperty('requestId');
  });

  it('never shows a secret', () => {
    const { lines, logger } = collecting();
    logger.info({
      password: 'hunter2',
      headers: { authorization: 'hunter2', cookie: 'hunter2', 'set-cookie': 'hunter2' },
    });
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('describes an error and its cause, and leaves out what a database says of the row', () => {
    const { lines, logger } = collecting();
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(hunter2)' });
    logger.error({ err: Object.assign(new Error('insert failed', { cause }), { parameters: ['hunter2'] }) }, 'failed');
    expect(lines[0]).toMatchObject({
      err: { message: 'insert failed', stack: expect.any(String), cause: { message: 'duplicate key', code: '23505' } },
    });
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('keeps a forged line break inside its line', () => {
    const { lines, logger } = collecting();
    logger.info({ name: 'a\r\n{"level":"error"}\u001b[31m' }, 'named');
    expect(lines).toHaveLength(1);
  });
});
