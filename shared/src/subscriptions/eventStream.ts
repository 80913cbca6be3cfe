import {
  type EventBus,
  type EventContract,
  type EventEnvelope,
  EventMismatch,
  type EventOf,
  type TailedEvent,
} from '../events';

export interface EventStreamOptions<Contract extends EventContract> {
  bus: EventBus;
  contracts: readonly Contract[];
  /** The cursor of the last event the client has seen. */
  after?: string | null | undefined;
  /** Asked for each event, so that a right that was taken away takes effect at once. */
  isFor: (event: EventOf<Contract>) => boolean | Promise<boolean>;
  signal?: AbortSignal | undefined;
}

export type EventStream<Contract extends EventContract> = AsyncIterableIterator<TailedEvent<EventOf<Contract>>>;

/**
 * The events a subscriber may see, with what it missed since `after` first, in order, none twice. Resolves when the
 * subscription is in place; `return()` and the signal end it while it waits, too. @throws InvalidInput for a bad cursor
 */
export async function eventStream<Contract extends EventContract>(
  options: EventStreamOptions<Contract>,
): Promise<EventStream<Contract>> {
  const { bus, contracts, after, isFor, signal } = options;
  const types = [...new Set(contracts.map(({ type }) => type))];
  const tail = await bus.tail({ types, after, signal });
  let isClosed = false;

  const close = async (): Promise<IteratorResult<never, undefined>> => {
    isClosed = true;
    await tail.return?.();
    return { done: true, value: undefined };
  };

  const next = async (): Promise<IteratorResult<TailedEvent<EventOf<Contract>>, undefined>> => {
    for (;;) {
      const { done, value } = await tail.next();
      if (done || isClosed) return { done: true, value: undefined };
      const event = understood(contracts, value.event);
      if (!event) continue;
      const isVisible = await isFor(event);
      if (isVisible && !isClosed) return { done: false, value: { cursor: value.cursor, event } };
    }
  };

  const stream: EventStream<Contract> = {
    async next() {
      try {
        return await next();
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: close,
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/**
 * Null for what these contracts cannot read: another version, or a newer release's values while replicas are being
 * replaced. Failing instead would end the stream again and again, because each replay meets the same event.
 */
function understood<Contract extends EventContract>(
  contracts: readonly Contract[],
  event: EventEnvelope,
): EventOf<Contract> | null {
  try {
    const contract = contracts.find((candidate) => candidate.covers(event));
    return contract ? (contract.parse(event) as EventOf<Contract>) : null;
  } catch (error) {
    if (error instanceof EventMismatch) return null;
    throw error;
  }
}
