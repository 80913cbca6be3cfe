import { DomainError } from '@marquee/shared/errors';

/** Work that is asked for again while it runs is not done again: whoever asks gets the answer of the one run. */
export class SharedRuns<T> {
  private readonly running = new Map<string, Promise<T>>();

  /**
   * The answer of the run under this key, a `DomainError` too; `work` is called when there is no run at the moment. One
   * that comes to no answer, since its own caller has gone or could not wait, is no reason for others to give up.
   */
  async run(key: string, work: () => Promise<T>): Promise<T> {
    const other = this.running.get(key);
    if (other === undefined) return this.begin(key, work);
    try {
      return await other;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      return this.run(key, work);
    }
  }

  private begin(key: string, work: () => Promise<T>): Promise<T> {
    const run = work().finally(() => this.running.delete(key));
    this.running.set(key, run);
    return run;
  }
}
