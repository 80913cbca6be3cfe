/** What has been opened and must be closed again: the last first, each once, however often `run` is called. */
export class ClosingSteps {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** What runs by itself until it is stopped. */
  addRunning(running: { stop(): Promise<void> }): void {
    this.add(() => running.stop());
  }

  async run(): Promise<void> {
    for (const step of this.steps.splice(0).toReversed()) await step();
  }
}
