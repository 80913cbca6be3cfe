import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { getDistDirectory, isSandboxFrame, SANDBOX_FRAME_CSP } from 'altair-static';
import type { FastifyInstance } from 'fastify';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Serves the explorer's files below `base`: exactly those that are in the package now, so no path leads elsewhere. */
export function addExplorerFiles(app: FastifyInstance, base: string): void {
  const folder = getDistDirectory();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll(sep, '/'));
  const served = new Set(paths.filter((path) => extname(path) in contentTypes));

  app.get<{ Params: { '*': string } }>(`${base}*`, async (request, reply) => {
    const path = request.params['*'];
    if (!served.has(path)) return reply.callNotFound();
    if (isSandboxFrame(path)) {
      // The frame that runs a reader's own scripts has no origin, so its module scripts are cross-origin to it.
      reply.header('content-security-policy', SANDBOX_FRAME_CSP).header('access-control-allow-origin', '*');
    } else if (path.endsWith('.html')) {
      // The package's own bare page, without our options: inert under this policy.
      reply.header('content-security-policy', "default-src 'none'");
    }
    return reply
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'public, max-age=3600')
      .type(contentTypes[extname(path)] ?? 'application/octet-stream')
      .send(await readFile(join(folder, path)));
  });
}
