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

export const end = async (stream: Stream) => void (await stream.return?.());

/** What a refused subscription answers as its one result. */
export async function refusalIn(stream: Stream): Promise<unknown> {
  const { value } = (await stream.next()) as { value: ExecutionResult };
  expect(value.data).toBeUndefined();
  expect((await stream.next()).done).toBe(true);
  return value.errors?.map(({ message, extensions }) => ({ message, code: extensions['code'] }));
}
