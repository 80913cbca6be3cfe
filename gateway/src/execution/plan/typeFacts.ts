import { type GraphQLSchema, isAbstractType, isEnumType, isInterfaceType, isObjectType } from 'graphql';

/** What the supergraph says of its types, those included that no client may see. */
export interface TypeFacts {
  /** Whether an object of this type is also one of the other; a type that the supergraph does not know is of none. */
  isOfType(typeName: unknown, condition: string): boolean;
  isAbstract(typeName: unknown): boolean;
  /** Whether there is such a type, or such a value of the enum; for what clients see as none of these, it is hidden. */
  isType(typeName: unknown): boolean;
  isEnumValue(typeName: string, value: unknown): boolean;
}

export function createTypeFacts(supergraphSchema: GraphQLSchema): TypeFacts {
  return {
    isOfType(typeName, condition) {
      if (typeName === condition) return true;
      if (typeof typeName !== 'string') return false;
      const [type, conditionType] = [supergraphSchema.getType(typeName), supergraphSchema.getType(condition)];
      if (!isAbstractType(conditionType)) return false;
      return (isObjectType(type) || isInterfaceType(type)) && supergraphSchema.isSubType(conditionType, type);
    },
    isType: (typeName) => typeof typeName === 'string' && supergraphSchema.getType(typeName) !== undefined,
    isEnumValue(typeName, value) {
      const type = supergraphSchema.getType(typeName);
      return typeof value === 'string' && isEnumType(type) && type.getValue(value) !== undefined;
    },
    isAbstract: (typeName) => typeof typeName === 'string' && isAbstractType(supergraphSchema.getType(typeName)),
  };
}
