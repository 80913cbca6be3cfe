import { readFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { GraphQLError, parse } from 'graphql';
import type { SubgraphConfig, SupergraphSource } from './supergraphConfig';

/**
 * The supergraph's SDL, read or composed.
 * @throws with every composition error, or naming the file that cannot be read.
 */
export async function loadSupergraphSdl(source: SupergraphSource): Promise<string> {
  if (source.kind === 'sdl') return readFile(source.file, 'utf8');
  const services = await Promise.all(source.subgraphs.map(readService));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`The subgraphs do not compose:\n${(errors ?? []).map(({ message }) => `  - ${message}`).join('\n')}`);
}

async function readService({ name, urls: [url = ''], schemaFile }: SubgraphConfig) {
  const text = await readFile(schemaFile, 'utf8');
  try {
    return { name, url, typeDefs: parse(text) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Error(`The schema of ${name} (${schemaFile}) does not parse: ${error.message}`, { cause: error });
  }
}
