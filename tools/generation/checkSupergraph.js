const { Kind, OperationTypeNode, parse } = require('graphql');

/** Each subgraph lists only the codes it can raise, so `UserErrorCode` differs between subgraphs by intention. */
const intendedHints = new Set(['INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM']);
const protection = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v/;

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
  const { definitions } = parse(supergraphSdl);
  const types = definitions.filter((node) => 'name' in node && node.name !== undefined);
  const protections = protectionNames(definitions);
  const isProtected = (node) => (node.directives ?? []).some((directive) => protections.has(directive.name.value));
  const protectedTypes = new Set(types.filter(isProtected).map((type) => type.name.value));
  const subscription = subscriptionTypeName(definitions);

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

/** Under what names the supergraph links the directives that protect. */
function protectionNames(definitions) {
  const links = schemaDefinition(definitions)?.directives?.filter(({ name }) => name.value === 'link') ?? [];
  return new Set(links.flatMap(protectionName));
}

function protectionName(link) {
  const argumentOf = (name) => link.arguments.find((argument) => argument.name.value === name)?.value;
  const feature = protection.exec(argumentOf('url')?.value ?? '')?.[1];
  if (feature === undefined) return [];
  const renamed = (argumentOf('import')?.values ?? []).flatMap(({ fields = [] }) => {
    const memberOf = (name) => fields.find((field) => field.name.value === name)?.value.value;
    return memberOf('name') === `@${feature}` ? [memberOf('as').slice(1)] : [];
  });
  return renamed.length > 0 ? renamed : [argumentOf('as')?.value ?? feature];
}

const schemaDefinition = (definitions) => definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);

function innermostType(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermostType(type.type);
}

function subscriptionTypeName(definitions) {
  const operation = schemaDefinition(definitions)?.operationTypes.find(
    (candidate) => candidate.operation === OperationTypeNode.SUBSCRIPTION,
  );
  return operation?.type.name.value ?? 'Subscription';
}

module.exports = { checkSupergraph };
