const { Kind, parse, print, visit } = require('graphql');

/**
 * Joins a subgraph's own schema with those common definitions that it uses, directly or through another one.
 * A common error type is used when the subgraph's `UserErrorCode` lists its code (PriceChangedError: PRICE_CHANGED).
 * @param {string} own the text of a subgraph's schema.graphql
 * @param {string} common the text of common.graphql
 * @returns {string} the complete schema, with the subgraph's own part unchanged and first
 */
function joinSchema(own, common) {
  const ownDocument = parse(own);
  const commonDefinitions = new Map(parse(common).definitions.flatMap((node) => named(node)));
  refuseRedefinitions(ownDocument, commonDefinitions);

  const used = new Set();
  const waiting = [...referencedNames(ownDocument), ...raisedErrorTypes(ownDocument, commonDefinitions)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = commonDefinitions.get(name);
    if (definition === undefined || used.has(name)) continue;
    used.add(name);
    waiting.push(...referencedNames(definition));
  }

  const joined = [...commonDefinitions].filter(([name]) => used.has(name)).map(([, definition]) => definition);
  refuseUnimportedDirectives(ownDocument, joined);
  return `${[own.trimEnd(), ...joined.map(print)].join('\n\n')}\n`;
}

const named = (node) => ('name' in node && node.name !== undefined ? [[node.name.value, node]] : []);
const isExtension = (node) => node.kind.endsWith('Extension');

function refuseRedefinitions(ownDocument, commonDefinitions) {
  const twice = ownDocument.definitions
    .filter((node) => !isExtension(node))
    .flatMap(named)
    .map(([name]) => name)
    .filter((name) => commonDefinitions.has(name));
  if (twice.length > 0) throw new Error(`already defined in the common schema, so remove: ${twice.join(', ')}`);
}

function referencedNames(node) {
  const names = [];
  visit(node, {
    NamedType: (type) => void names.push(type.name.value),
    ObjectTypeExtension: (type) => void names.push(type.name.value),
  });
  return names;
}

function raisedErrorTypes(ownDocument, commonDefinitions) {
  const codes = new Set(
    ownDocument.definitions
      .filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'UserErrorCode')
      .flatMap((node) => node.values.map((value) => value.name.value)),
  );
  return [...commonDefinitions.values()]
    .filter(isErrorType)
    .map((node) => node.name.value)
    .filter((name) => codes.has(errorCodeOf(name)));
}

const isErrorType = (node) =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION && node.interfaces.some((type) => type.name.value === 'UserError');

/** PriceChangedError -> PRICE_CHANGED */
function errorCodeOf(typeName) {
  return typeName
    .replace(/Error$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toUpperCase();
}

/** A directive without its import would be read as `@federation__shareable` and fail far from its cause. */
function refuseUnimportedDirectives(ownDocument, joined) {
  const imported = importedDirectives(ownDocument);
  const missing = new Set();
  for (const definition of joined) {
    visit(definition, {
      Directive: ({ name }) => {
        if (!standardDirectives.has(name.value) && !imported.has(`@${name.value}`)) missing.add(`@${name.value}`);
      },
    });
  }
  if (missing.size > 0) throw new Error(`the @link of the schema must also import ${[...missing].join(', ')}`);
}

const standardDirectives = new Set(['deprecated', 'specifiedBy', 'oneOf']);

function importedDirectives(ownDocument) {
  const imported = new Set();
  visit(ownDocument, {
    Directive: (directive) => {
      if (directive.name.value !== 'link') return;
      const imports = directive.arguments?.find((argument) => argument.name.value === 'import');
      if (imports?.value.kind !== Kind.LIST) return;
      for (const value of imports.value.values) if (value.kind === Kind.STRING) imported.add(value.value);
    },
  });
  return imported;
}

module.exports = { joinSchema };
