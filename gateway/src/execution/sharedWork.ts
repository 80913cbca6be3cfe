/** One answer that several requests wait for. */
interface Flight<T> {
  readonly answer: Promise<T>;
  readonly abandon: AbortController;
  /** How many requests have asked for it, in all. */
  askers: number;
  /** How many of them still wait. */
  waiting: number;
}

export interface SharedResult<T> {
  readonly answer: T;
  /** Whether another request has the same objects. */
  readonly isShared: boolean;
  /** Whether it was begun for this request. */
  readonly isOwn: boolean;
}

/** Work under way, by what it is about. Once it has ended, the next who asks begins anew: nothing is kept. */
export class SharedWork<T> {
  private readonly flights = new Map<string, Flight<T>>();

  /**
   * Joins the work under this key, or begins it. It is abandoned when nobody waits any more; who leaves earlier gets
   * what `gone` yields.
   */
  run(
    key: string,
    signal: AbortSignal,
    begin: (signal: AbortSignal) => Promise<T>,
    gone: () => T,
  ): Promise<SharedResult<T>> {
    if (signal.aborted) return Promise.resolve({ answer: gone(), isShared: false, isOwn: false });
    const known = this.flights.get(key);
    const flight = known ?? this.open(key, begin);
    const isOwn = known === undefined;
    flight.askers += 1;
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          if (this.flights.get(key) === flight) this.flights.delete(key);
          flight.abandon.abort();
        }
        resolve({ answer: gone(), isShared: false, isOwn });
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer
        .finally(() => signal.removeEventListener('abort', leave))
        .then((answer) => resolve({ answer, isShared: flight.askers > 1, isOwn }), reject);
    });
  }

  private open(key: string, begin: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abandon = new AbortController();
    const close = (): void => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    const flight: Flight<T> = { answer: begin(abandon.signal).finally(close), abandon, askers: 0, waiting: 0 };
    this.flights.set(key, flight);
    return flight;
  }
}
