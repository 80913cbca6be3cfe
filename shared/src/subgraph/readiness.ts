import type { Readiness } from './subgraph';

type Ask = () => Promise<unknown>;

/** What a service needs; without an optional one it goes on, if not as well. */
export type Dependencies = Readonly<Record<string, Ask | { readonly ask: Ask; readonly isOptional: true }>>;

const patienceMs = 2_000;

/** Asks all at once; one that takes over two seconds counts as down. */
export async function askDependencies(dependencies: Dependencies): Promise<Readiness> {
  const answers = await Promise.all(
    Object.entries(dependencies).map(async ([name, dependency]) => {
      const isOptional = typeof dependency === 'object';
      return { name, isOptional, isUp: await answersInTime(isOptional ? dependency.ask : dependency) };
    }),
  );
  return {
    ready: answers.every(({ isUp, isOptional }) => isUp || isOptional),
    dependencies: Object.fromEntries(answers.map(({ name, isUp }) => [name, isUp])),
  };
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
