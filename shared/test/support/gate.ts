/** Holds somebody up at a place of the test's choice: `entered` when they are there, until `release`. */
export function aGate(): { entered: Promise<void>; release: () => void; gate: () => Promise<void> } {
  let enter = (): void => undefined;
  let release = (): void => undefined;
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const gate = async (): Promise<void> => {
    enter();
    await released;
  };
  return { entered, release, gate };
}
