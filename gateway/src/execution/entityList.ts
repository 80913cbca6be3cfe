import { type AnswerObject, isAnswerObject } from './answer/ownValue';

/** One object, or null, for each entity that was asked for: anything else would be put in the wrong place. */
export function isEntityList(entities: unknown, length: number): entities is readonly (AnswerObject | null)[] {
  return (
    Array.isArray(entities) &&
    entities.length === length &&
    entities.every((entity) => entity === null || isAnswerObject(entity))
  );
}
