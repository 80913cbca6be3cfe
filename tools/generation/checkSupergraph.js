const { Kind, OperationTypeNode, parse } = require('graphql');

/** Each subgraph lists only the codes it can raise, so `UserErrorCode` differs between subgraphs by intention. */
const intendedHints = new Set(['INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM']);
const protections = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * Says what is wrong with a composed supergraph beyond its composition errors.
 * @param {{ supergraphSdl: string, hints: readonly { definition: { code: string }, message: string }[] }} composed
 * @returns {string[]} one sentence a problem; none when all is well
 */
function checkSupergraph({ supergraphSdl, hints }) {
  return [...unintendedHints(hints), ...protectedNonNullFields(supergraphSdl)];
}

function unintendedHints(hints) {
  return hints
    .filter((hint) => !intendedHints.has(hint.definition.code))
    .map((hint) => `composition hint ${hint.definition.code}: ${hint.message}`);
}

/** Refusing a non-null field would null its parent, and with it what the caller may see. */
function protectedNonNullFields(supergraphSdl) {
  const types = parse(supergraphSdl).definitions.filter((node) => 'name' in node && node.name !== undefined);
  const protectedTypes = new Set(types.filter(isProtected).map((type) => type.name.value));
  const subscription = subscriptionTypeName(supergraphSdl);

  return types
    .filter((type) => isComposite(type) && type.name.value !== subscription)
    .flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => field.type.kind === Kind.NON_NULL_TYPE)
        .filter((field) => isProtected(field) || protectedTypes.has(innermostType(field.type)))
        .map((field) => `${type.name.value}.${field.name.value} is protected and therefore must be nullable`),
    );
}

const isComposite = (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

const isProtected = (node) => (node.directives ?? []).some((directive) => protections.has(directive.name.value));

function innermostType(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermostType(type.type);
}

function subscriptionTypeName(supergraphSdl) {
  const schema = parse(supergraphSdl).definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const operation = schema?.operationTypes.find((candidate) => candidate.operation === OperationTypeNode.SUBSCRIPTION);
  return operation?.type.name.value ?? 'Subscription';
}

module.exports = { checkSupergraph };
