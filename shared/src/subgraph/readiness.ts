import type { Readiness } from './subgraph';

export type Dependencies = Readonly<Record<string, () => Promise<unknown>>>;

const patienceMs = 2_000;

/** Asks all at once; one that takes over two seconds counts as down. */
export async function askDependencies(dependencies: Dependencies): Promise<Readiness> {
  const answers = await Promise.all(
    Object.entries(dependencies).map(async ([name, ask]) => [name, await answersInTime(ask)] as const),
  );
  return { ready: answers.every(([, isUp]) => isUp), dependencies: Object.fromEntries(answers) };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const isUp = ask().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([isUp, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
