import { type Logger, runWithLogContext } from '@marquee/shared/logging';
import type { RequestContext } from '../context';
import { internalErrorCode, internalErrorMessage } from '../errors/publicCodes';
import { OperationRefused } from './operationStream';
import type { OperationResult, SocketOperation } from './subscribeOperation';

export interface Observation {
  readonly operation: SocketOperation;
  readonly context: RequestContext;
  readonly logger: Logger;
}

/** The same results, and no error but a refusal; every line logged on the way carries the request id, and one line tells how it went. */
export function observed(
  start: () => AsyncIterable<OperationResult>,
  { operation, context, logger }: Observation,
): AsyncIterator<OperationResult> {
  const startedAt = performance.now();

  async function* count(): AsyncGenerator<OperationResult> {
    let resultCount = 0;
    try {
      for await (const result of start()) {
        resultCount += 1;
        yield result;
      }
    } catch (error) {
      throw refusalOf(error);
    } finally {
      const durationMs = Math.round(performance.now() - startedAt);
      const operationName = operation.operationName?.slice(0, 100);
      logger.info({ operationName, durationMs, resultCount, transport: 'websocket' }, 'operation');
    }
  }

  function refusalOf(error: unknown): OperationRefused {
    if (error instanceof OperationRefused) return error;
    logger.error({ err: error }, 'an operation over websocket failed');
    const extensions = { code: internalErrorCode, traceId: context.requestId };
    return new OperationRefused([{ message: internalErrorMessage, extensions }]);
  }

  const results = count();
  return { next: () => runWithLogContext({ requestId: context.requestId }, () => results.next()) };
}
