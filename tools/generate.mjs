// Makes everything that is derived from the schemas; does nothing when neither inputs nor outputs have changed.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { fingerprint } = require('./generation/fingerprint.js');
const { readSubgraphs } = require('./generation/supergraphConfig.js');

const tools = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(tools);
const commonSchemaFile = path.join(root, 'shared/src/subgraph/common.graphql');
const supergraphFile = path.join(root, 'generated/supergraph.graphql');
/** The schema as clients see it: now, and as of the last release. */
const apiSchemaFile = path.join(root, 'generated/api.graphql');
const releasedSchemaFile = path.join(root, 'schema/released.graphql');
const changelogFile = path.join(root, 'CHANGELOG.md');
const fingerprintFile = path.join(root, 'generated/.fingerprint');

const subgraphs = readSubgraphs(root);
const generatorFiles = fs
  .readdirSync(path.join(tools, 'generation'))
  .map((name) => path.join(tools, 'generation', name));
const files = [
  commonSchemaFile,
  supergraphFile,
  apiSchemaFile,
  releasedSchemaFile,
  changelogFile,
  path.join(root, 'supergraph.yaml'),
  path.join(root, 'package-lock.json'),
  ...generatorFiles,
  ...subgraphs.flatMap((subgraph) => [
    subgraph.ownSchemaFile,
    subgraph.codegenFile,
    subgraph.completeSchemaFile,
    subgraph.resolverTypesFile,
  ]),
];

const isUpToDate = fs.existsSync(fingerprintFile) && fs.readFileSync(fingerprintFile, 'utf8') === fingerprint(files);
if (!isUpToDate) {
  fs.rmSync(fingerprintFile, { force: true });
  const { generate } = require('./generation/generate.js');
  const problems = await generate({
    commonSchemaFile,
    subgraphs,
    supergraphFile,
    apiSchemaFile,
    releasedSchemaFile,
    changelogFile,
  });
  for (const problem of problems) console.error(`generate: ${problem}`);
  if (problems.length > 0) process.exit(1);
  fs.writeFileSync(fingerprintFile, fingerprint(files));
  console.log(`generated: ${subgraphs.map(({ name }) => name).join(', ')} and the supergraph`);
}
