/** How one environment variable is read: its name, meaning, default, unit, and the parser that turns text into a value. */
export interface Variable<T> {
  readonly name: string;
  readonly description: string;
  /** As it would be written in the environment; undefined when there is none. */
  readonly defaultText: string | undefined;
  readonly unit: string | undefined;
  readonly required: boolean;
  readonly secret: boolean;
  /** @throws Error whose message completes "NAME ..." */
  readonly parse: (text: string) => T;
  readonly defaultValue: T | undefined;
}

interface Described {
  readonly name: string;
  readonly description: string;
}
interface WithDefault<T> extends Described {
  readonly default: T;
}
interface Optional extends Described {
  readonly optional: true;
}

type Options<T, More = object> = More & (Described | WithDefault<T> | Optional);

/** The value's type by how the variable was declared: an optional one may be undefined. */
type Declared<O, T> = O extends { optional: true } ? Variable<T | undefined> : Variable<T>;

function declare<T, O extends Options<T>>(
  options: O,
  parse: (text: string) => T,
  more: { unit?: string | undefined; secret?: boolean } = {},
): Declared<O, T> {
  const defaultValue = 'default' in options ? options.default : undefined;
  const variable: Variable<T> = {
    name: options.name,
    description: options.description,
    defaultText: defaultValue === undefined ? undefined : String(defaultValue),
    defaultValue,
    unit: more.unit,
    secret: more.secret ?? false,
    required: defaultValue === undefined && !('optional' in options),
    parse,
  };
  return variable;
}

interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
}

function wholeNumber({ min = 0, max = Number.MAX_SAFE_INTEGER }: Range): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new Error(`must be a whole number from ${min} to ${max}, not "${text}"`);
    }
    return value;
  };
}

function parseBoolean(text: string): boolean {
  if (['true', '1'].includes(text)) return true;
  if (['false', '0'].includes(text)) return false;
  throw new Error(`must be true or false, not "${text}"`);
}

/** The scheme, host and port are checked; the text itself is never shown, since it may carry a password. */
function parseUrl(text: string): string {
  if (!URL.canParse(text)) throw new Error('must be a URL such as postgres://user:password@host:5432/name');
  return text;
}

function parseSecret(text: string): string {
  if (Buffer.byteLength(text) < 32) throw new Error('must have at least 32 bytes; make one with: openssl rand -hex 32');
  return text;
}

function parseChoice<T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const value = values.find((candidate) => candidate === text);
    if (value === undefined) throw new Error(`must be one of ${values.join(', ')}, not "${text}"`);
    return value;
  };
}

function parseJson<T>(read: (value: unknown) => T): (text: string) => T {
  return (text) => {
    try {
      return read(JSON.parse(text));
    } catch (cause) {
      throw new Error('must be JSON of the form that the documentation shows', { cause });
    }
  };
}

const parseList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Declares one variable of each kind. Without `default` and `optional` it must be set. */
export const variable = {
  text: <const O extends Options<string>>(options: O) => declare<string, O>(options, (text) => text),
  url: <const O extends Options<string>>(options: O) => declare<string, O>(options, parseUrl),
  integer: <const O extends Options<number, Range>>(options: O) =>
    declare<number, O>(options, wholeNumber(options), { unit: options.unit }),
  port: <const O extends Options<number>>(options: O) =>
    declare<number, O>(options, wholeNumber({ min: 0, max: 65_535 })),
  boolean: <const O extends Options<boolean>>(options: O) => declare<boolean, O>(options, parseBoolean),
  /** At least 32 bytes, and never with a default. */
  secret: <const O extends Described | Optional>(options: O) =>
    declare<string, O>(options, parseSecret, { secret: true }),
  oneOf: <const T extends string, const O extends Options<T, { values: readonly T[] }>>(
    options: O & { values: readonly T[] },
  ) => declare<T, O>(options, parseChoice(options.values)),
  /** JSON, as `read` takes it: it throws for another form. */
  json: <T, const O extends Described | Optional>(options: O & { readonly read: (value: unknown) => T }) =>
    declare<T, O>(options, parseJson(options.read)),
  /** Comma-separated. */
  list: <const O extends Options<readonly string[]>>(options: O) => declare<readonly string[], O>(options, parseList),
};
