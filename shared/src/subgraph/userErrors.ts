import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { DomainError } from '../errors';

/**
 * Lets every mutation whose payload has `errors` answer a thrown `DomainError` as data: the error joins `errors`, the
 * payload's other members stay empty (null, false, 0, []), but for `replayed`, which a stored refusal is. The one place where this translation happens.
 */
export function answerDomainErrorsAsData(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const payload = payloadOf(field);
    if (payload !== null) field.resolve = answering(field.resolve ?? defaultFieldResolver, payload);
  }
}

function payloadOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | null {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isObjectType(type) && type.getFields()['errors'] !== undefined ? type : null;
}

function answering(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  payload: GraphQLObjectType,
): GraphQLFieldResolver<unknown, unknown> {
  return async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...emptyPayload(payload), ...replayedOf(payload, error), errors: [userErrorOf(error)] };
    }
  };
}

function emptyPayload(payload: GraphQLObjectType): Record<string, unknown> {
  return Object.fromEntries(
    Object.values(payload.getFields()).map((field) => [field.name, emptyValue(field.type)] as const),
  );
}

function emptyValue(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  if (isListType(type.ofType)) return [];
  return type.ofType.toString() === 'Boolean' ? false : 0;
}

function replayedOf(payload: GraphQLObjectType, { replayed }: DomainError): { replayed?: boolean } {
  return payload.getFields()['replayed'] === undefined ? {} : { replayed };
}

/** The problem as a `UserError` of the schema, for payloads whose rows have errors of their own. */
export function userErrorOf(error: DomainError): Record<string, unknown> {
  return {
    ...error.details,
    __typename: error.userErrorType,
    code: error.code,
    message: error.message,
    path: error.inputPath ?? null,
  };
}
