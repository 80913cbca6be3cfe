import type { FastifyInstance } from 'fastify';
import { addExplorerFiles } from './explorerFiles';
import { explorerBase, explorerPage } from './explorerPage';
import { frontPage } from './frontPage';
import type { SampleOperation } from './sampleOperation';
import { sandboxPage } from './sandboxPage';
import { sendPage } from './sendPage';

export interface PagesOptions {
  developerTools: boolean;
  samples?: readonly SampleOperation[];
  title?: string;
}

/** Serves `/` and, with `developerTools`, `/explorer` and `/sandbox`; without them both are not found. */
export function registerPages(app: FastifyInstance, options: PagesOptions): void {
  const { developerTools, samples = [], title = 'GraphQL supergraph' } = options;
  const front = frontPage({ developerTools, samples, title });
  app.get('/', (_request, reply) => sendPage(reply, front));
  if (!developerTools) return;

  app.get('/sandbox', (_request, reply) => sendPage(reply, sandboxPage(samples)));
  app.get('/explorer', (_request, reply) => sendPage(reply, explorerPage(samples)));
  app.get(explorerBase, (_request, reply) => sendPage(reply, explorerPage(samples)));
  addExplorerFiles(app, explorerBase);
}
