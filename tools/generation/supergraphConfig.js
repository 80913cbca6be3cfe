const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('yaml');

/**
 * Which subgraphs supergraph.yaml lists, and where each has its files. The complete schema that it names lies in
 * `<subgraph>/generated/`; the part written by hand lies one folder above.
 * @param {string} root the folder of supergraph.yaml
 */
function readSubgraphs(root) {
  const { subgraphs = {} } = parse(fs.readFileSync(path.join(root, 'supergraph.yaml'), 'utf8'));
  return Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => {
    const completeSchemaFile = path.resolve(root, schema.file);
    const folder = path.dirname(path.dirname(completeSchemaFile));
    return {
      name,
      url,
      completeSchemaFile,
      ownSchemaFile: path.join(folder, 'schema.graphql'),
      codegenFile: path.join(folder, 'codegen.json'),
      resolverTypesFile: path.join(folder, 'src/generated/resolverTypes.ts'),
    };
  });
}

module.exports = { readSubgraphs };
