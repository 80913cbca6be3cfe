import { setImmediate } from 'node:timers/promises';
import { validate } from 'graphql';
import type { RecentOperation } from './recentOperations';
import type { SupergraphSnapshot } from './supergraphSnapshot';

/**
 * Plans these operations, so that the first who ask the snapshot for them need not wait. Requests are served between
 * one and the next. What the supergraph does not have any more, or cannot be planned, is passed over.
 */
export async function warmSnapshot(
  snapshot: SupergraphSnapshot,
  operations: readonly RecentOperation[],
  signal: AbortSignal,
): Promise<void> {
  for (const operation of operations) {
    await setImmediate();
    if (signal.aborted) return;
    warm(snapshot, operation);
  }
}

function warm(snapshot: SupergraphSnapshot, { document, operationName, viewer, conditions }: RecentOperation): void {
  if (validate(snapshot.apiSchema, document).length > 0) return;
  try {
    snapshot.authorize(document, operationName, viewer).programFor(conditions, snapshot.drawOverrides());
  } catch {
    // Whoever asks for it is told why.
  }
}
