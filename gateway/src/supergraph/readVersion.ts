import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { GraphQLError, parse } from 'graphql';
import type { SubgraphConfig, SupergraphConfig } from './supergraphConfig';

/** What the files of a supergraph said at one moment. */
export interface SupergraphVersion {
  /** Equal for equal contents. */
  readonly key: string;
  /** @throws with every composition error, naming a file that does not parse, or the one that could not be read. */
  compose(): ComposedSupergraph;
}

export interface ComposedSupergraph {
  readonly sdl: string;
  /** Where subgraphs run, as far as it is the configuration that says so. */
  readonly replicas: Readonly<Record<string, readonly string[]>>;
  readonly config: SupergraphConfig;
}

/** Never rejects: that a file cannot be read is a version, too, of which nothing can be composed. */
export type ReadVersion = () => Promise<SupergraphVersion>;

/** Reads the composed SDL, or `supergraph.yaml` with the schemas that it names now. */
export function createReadVersion(config: SupergraphConfig): ReadVersion {
  const { source } = config;
  const read = source.kind === 'sdl' ? () => readSdl(source.file, config) : subgraphsReader(source.file, config);
  return () => read().catch(unreadable);
}

async function readSdl(file: string, config: SupergraphConfig): Promise<SupergraphVersion> {
  const sdl = await readFile(file, 'utf8');
  return { key: keyOf([sdl]), compose: () => ({ sdl, replicas: {}, config }) };
}

function subgraphsReader(file: string, initial: SupergraphConfig): ReadVersion {
  let parsed: { readonly text: string; readonly config: SupergraphConfig } | undefined;

  return async () => {
    const text = await readFile(file, 'utf8');
    // Parsing takes longer than all the rest, and the text is nearly always the same.
    if (parsed?.text !== text) parsed = { text, config: initial.reread(text) };
    const { config } = parsed;
    const subgraphs = config.source.kind === 'subgraphs' ? config.source.subgraphs : [];
    const schemas = await Promise.all(subgraphs.map(({ schemaFile }) => readFile(schemaFile, 'utf8')));
    return {
      key: keyOf([text, ...schemas]),
      compose: () => ({
        sdl: composeSdl(subgraphs.map((subgraph, nth) => serviceOf(subgraph, schemas[nth] ?? ''))),
        replicas: Object.fromEntries(subgraphs.map(({ name, urls }) => [name, urls])),
        config,
      }),
    };
  };
}

function unreadable(error: unknown): SupergraphVersion {
  return {
    key: keyOf([String(error)]),
    compose() {
      throw error;
    },
  };
}

function keyOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64');
}

type Service = Parameters<typeof composeServices>[0][number];

function composeSdl(services: Service[]): string {
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`The subgraphs do not compose:\n${(errors ?? []).map(({ message }) => `  - ${message}`).join('\n')}`);
}

function serviceOf({ name, urls: [url = ''], schemaFile }: SubgraphConfig, text: string): Service {
  try {
    return { name, url, typeDefs: parse(text) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Error(`The schema of ${name} (${schemaFile}) does not parse: ${error.message}`, { cause: error });
  }
}
