import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedServer {
  readonly url: string;
  /** What it does with the next requests. */
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  stop(): Promise<void>;
}

/** A server in the place of a subgraph that does whatever a test tells it to. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripted: Pick<ScriptedServer, 'answer'> = { answer: (_request, response) => response.end() };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => scripted.answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(scripted, {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

export function json(status: number, body: unknown): ScriptedServer['answer'] {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
