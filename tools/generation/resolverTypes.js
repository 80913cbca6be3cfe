const { codegen } = require('@graphql-codegen/core');
const typescript = require('@graphql-codegen/typescript');
const typescriptResolvers = require('@graphql-codegen/typescript-resolvers');
const { Kind, parse } = require('graphql');

/**
 * The TypeScript types of a subgraph's schema and of its resolvers.
 * @param {{ subgraph: string, schema: string, mappers?: Record<string, string> }} input
 * @returns {Promise<string>} the text of resolverTypes.ts, which expects `../context` to export `<Subgraph>Context`
 */
async function resolverTypes({ subgraph, schema, mappers = {} }) {
  const document = parse(schema);
  const text = await codegen({
    filename: 'resolverTypes.ts',
    documents: [],
    schema: document,
    config: {
      federation: true,
      contextType: `../context#${contextTypeOf(subgraph)}`,
      mappers,
      scalars: scalarTypes(document),
      enumsAsTypes: true,
      useTypeImports: true,
      inputMaybeValue: 'T | null | undefined',
      assumeValidSDL: true,
    },
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
  });
  return `// Generated from schema.graphql by \`npm run generate\`; do not edit.\n${text}`;
}

/** users -> UsersContext */
const contextTypeOf = (subgraph) => `${subgraph.charAt(0).toUpperCase()}${subgraph.slice(1)}Context`;

const knownScalars = { DateTime: 'Date', MinorUnits: 'number' };

function scalarTypes(document) {
  const names = document.definitions
    .filter((node) => node.kind === Kind.SCALAR_TYPE_DEFINITION)
    .map((node) => node.name.value);
  return Object.fromEntries(names.map((name) => [name, knownScalars[name] ?? 'string']));
}

module.exports = { resolverTypes };
