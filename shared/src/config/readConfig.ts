import type { Variable } from './variable';

export type Variables = Readonly<Record<string, Variable<unknown>>>;
export type Config<V extends Variables> = {
  readonly [K in keyof V]: V[K] extends Variable<infer T> ? T : never;
};
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every mistake in the environment at once, one line each. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration is not usable:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the declared variables into a frozen, typed object. An empty text counts as not set.
 * @throws ConfigError naming every missing or malformed variable; values of secrets are never part of it.
 */
export function readConfig<V extends Variables>(environment: Environment, variables: V): Config<V> {
  const mistakes: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(variables)) {
    try {
      values[key] = readVariable(environment, variable);
    } catch (error) {
      mistakes.push(`${variable.name} ${(error as Error).message}`);
    }
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.freeze(values) as Config<V>;
}

function readVariable(environment: Environment, variable: Variable<unknown>): unknown {
  const text = environment[variable.name];
  if (text !== undefined && text !== '') return variable.parse(text);
  if (variable.required) throw new Error(`must be set: ${variable.description}`);
  return variable.defaultValue;
}
