const fs = require('node:fs');
const path = require('node:path');
const { composeServices } = require('@apollo/composition');
const { lexicographicSortSchema, parse, printSchema } = require('graphql');
const { checkCompatibility } = require('./checkCompatibility');
const { checkSupergraph } = require('./checkSupergraph');
const { joinSchema } = require('./joinSchema');
const { resolverTypes } = require('./resolverTypes');

/**
 * Writes each subgraph's complete schema and resolver types, and then the supergraph composed of them with the schema
 * that clients see of it. A mistake in one subgraph does not keep the others from being generated.
 * @returns {Promise<string[]>} what is wrong; none when all was written
 */
async function generate({ commonSchemaFile, subgraphs, ...composed }) {
  const common = fs.readFileSync(commonSchemaFile, 'utf8');
  const problems = (await Promise.all(subgraphs.map((subgraph) => generateSubgraph(subgraph, common)))).flat();
  return problems.length > 0 ? problems : composeSupergraph(subgraphs, composed);
}

async function generateSubgraph(subgraph, common) {
  try {
    const schema = joinSchema(fs.readFileSync(subgraph.ownSchemaFile, 'utf8'), common);
    writeIfChanged(subgraph.completeSchemaFile, schema);
    const types = await resolverTypes({ subgraph: subgraph.name, schema, ...readCodegenOptions(subgraph.codegenFile) });
    writeIfChanged(subgraph.resolverTypesFile, types);
    return [];
  } catch (error) {
    return [`${subgraph.name}: ${error.message}`];
  }
}

const readCodegenOptions = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {});

function composeSupergraph(subgraphs, { supergraphFile, apiSchemaFile, releasedSchemaFile, changelogFile }) {
  const { errors, hints, supergraphSdl, schema } = composeServices(
    subgraphs.map(({ name, url, completeSchemaFile }) => ({
      name,
      url,
      typeDefs: parse(fs.readFileSync(completeSchemaFile, 'utf8')),
    })),
  );
  if (supergraphSdl === undefined) return errors.map((error) => `composition: ${error.message}`);
  const currentSdl = apiSchemaText(schema);
  writeIfChanged(apiSchemaFile, currentSdl);
  const problems = [
    ...checkSupergraph({ supergraphSdl, hints }),
    ...checkCompatibility({
      releasedSdl: fs.readFileSync(releasedSchemaFile, 'utf8'),
      currentSdl,
      changelog: fs.readFileSync(changelogFile, 'utf8'),
    }),
  ];
  if (problems.length === 0) writeIfChanged(supergraphFile, `${supergraphSdl}\n`);
  return problems;
}

/** Sorted, so that moving a definition changes nothing in the released schema. */
const apiSchemaText = (schema) => `${printSchema(lexicographicSortSchema(schema.toAPISchema().toGraphQLJSSchema()))}\n`;

/** Leaves an unchanged file alone, so that nothing downstream thinks it is newer. */
function writeIfChanged(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

module.exports = { generate };
