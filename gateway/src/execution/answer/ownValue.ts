/** What a subgraph answered at one place. */
export type AnswerObject = Record<string, unknown>;

export function isAnswerObject(value: unknown): value is AnswerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value under a key, if the object itself has it. A client may call a field `constructor` or `__proto__`, which
 * every object seems to have: as a function, which no answer holds, or as its prototype.
 */
export function ownValue(object: AnswerObject, key: string): unknown {
  const value = object[key];
  if (typeof value === 'function') return undefined;
  return key === '__proto__' && !Object.hasOwn(object, key) ? undefined : value;
}

/** Sets the value as the object's own, `__proto__` included. */
export function setOwn(object: AnswerObject, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
