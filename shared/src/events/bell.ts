/** Wakes everybody who waits at the moment; whoever waits later waits for the next ring. */
export class Bell {
  #ring: () => void = () => undefined;
  #next = this.#hang();

  wait(): Promise<void> {
    return this.#next;
  }

  ring(): void {
    const ring = this.#ring;
    this.#next = this.#hang();
    ring();
  }

  #hang(): Promise<void> {
    return new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
