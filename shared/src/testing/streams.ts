import type { ExecutionResult } from 'graphql';

type Stream = AsyncIterableIterator<ExecutionResult>;

/** The next events of a subscription with one field; what comes instead of one is a mistake. */
export async function takeEvents<Event>(stream: Stream, count: number): Promise<Event[]> {
  const events: Event[] = [];
  while (events.length < count) {
    const { value } = (await stream.next()) as { value: ExecutionResult | undefined };
    const event = Object.values(value?.data ?? {})[0] as Event | undefined;
    if (event === undefined || event === null || value?.errors !== undefined) {
      throw new Error(`no event: ${JSON.stringify(value)}`);
    }
    events.push(event);
  }
  return events;
}

export const endStream = async (stream: Stream): Promise<void> => void (await stream.return?.());

/** What a refused subscription answers as its one result. @throws Error when it was not refused */
export async function refusalIn(stream: Stream): Promise<unknown> {
  const { value } = (await stream.next()) as { value: ExecutionResult };
  const { done } = await stream.next();
  if (value.data !== undefined || done !== true) throw new Error(`no refusal: ${JSON.stringify(value)}`);
  return value.errors?.map(({ message, extensions }) => ({ message, code: extensions['code'] }));
}
