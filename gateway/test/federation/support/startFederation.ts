import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@marquee/shared/logging';
import { type GraphQLSchema, graphql } from 'graphql';
import { readGatewayConfig, startGateway } from '../../../src';
import { json, type ScriptedServer, startScriptedServer } from '../../support/scriptedServer';
import { type Answer, ask } from '../../support/startLibrary';
import { composed, type Graph, subgraphSchema } from './graph';

/** What a subgraph was asked. */
export interface Asked {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Federation {
  readonly supergraphSdl: string;
  /** In the order of their arrival, from the stock gateway too. */
  readonly asked: Asked[];
  /** Names of the subgraphs that the gateway has logged a complaint about since this was last asked. */
  complaints(): string[];
  /** Lets a subgraph do something else for every later request; without `answer`, what it should. */
  script(subgraph: string, answer?: ScriptedServer['answer']): void;
  ask(operation: string, variables?: Record<string, unknown>): Promise<Answer>;
  stop(): Promise<void>;
}

/** Each subgraph on a port of its own, and the gateway before them, started as anyone starts it: by a supergraph's SDL. */
export async function startFederation(graph: Graph, environment: Record<string, string> = {}): Promise<Federation> {
  const asked: Asked[] = [];
  const servers = new Map<string, ScriptedServer>();
  const healthy = new Map<string, ScriptedServer['answer']>();
  for (const [name, part] of Object.entries(graph.subgraphs)) {
    const server = await startScriptedServer();
    servers.set(name, server);
    healthy.set(name, answers(name, subgraphSchema(part), asked));
    server.answer = (...request) => healthy.get(name)?.(...request);
  }
  const supergraphSdl = composed(graph, (name) => `${servers.get(name)?.url}/graphql`);
  const file = join(mkdtempSync(join(tmpdir(), 'federation-test-')), 'supergraph.graphql');
  writeFileSync(file, supergraphSdl);
  const logs: { level?: unknown; subgraph?: string }[] = [];
  const config = readGatewayConfig({
    SUPERGRAPH: file,
    PORT: '0',
    MAX_DEPTH: '50',
    ...environment,
  });
  const gateway = await startGateway(config, {
    logger: createLogger({ service: 'gateway', level: 'warn' }, { write: (line) => void logs.push(JSON.parse(line)) }),
  });
  return {
    supergraphSdl,
    asked,
    complaints: () => [...new Set(logs.splice(0).flatMap(({ subgraph }) => subgraph ?? []))].sort(),
    script: (name, answer) => {
      const server = servers.get(name);
      if (server === undefined) throw new Error(`There is no subgraph ${name}`);
      server.answer = answer ?? ((...request) => healthy.get(name)?.(...request));
    },
    ask: (operation, variables = {}) => ask(gateway.url, operation, { variables }),
    stop: async () => {
      await gateway.stop();
      await Promise.all([...servers.values()].map((server) => server.stop()));
    },
  };
}

function answers(subgraph: string, schema: GraphQLSchema, asked: Asked[]): ScriptedServer['answer'] {
  return (request, response, body) => {
    const { query, variables = {} } = JSON.parse(body);
    asked.push({ subgraph, query, variables });
    void graphql({ schema, source: query, variableValues: variables }).then((result) =>
      json(200, result)(request, response, body),
    );
  };
}
