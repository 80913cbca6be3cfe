/** Values that arrive by callback, read one by one with `for await`. */
export interface EventQueue<T> {
  push(value: T): void;
  /** What was pushed before is still read; what is pushed after is dropped. */
  end(): void;
  readonly unreadCount: number;
  readonly values: AsyncIterableIterator<T>;
}

/** For one reader. `onReturn` is called when the reader stops before the end. */
export function createEventQueue<T>(onReturn: () => void): EventQueue<T> {
  const pending: T[] = [];
  let isEnded = false;
  let wake = (): void => undefined;

  function end(): void {
    isEnded = true;
    wake();
  }

  const values: AsyncIterableIterator<T> = {
    async next() {
      if (pending.length === 0 && !isEnded) await new Promise<void>((resolve) => (wake = resolve));
      const [value] = pending.splice(0, 1);
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      pending.length = 0;
      end();
      onReturn();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => values,
  };

  return {
    push(value) {
      if (isEnded) return;
      pending.push(value);
      wake();
    },
    end,
    get unreadCount() {
      return pending.length;
    },
    values,
  };
}
