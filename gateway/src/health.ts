import type { FastifyInstance } from 'fastify';
import type { ServiceStatus, Transports } from './transport/subgraphTransport';

export interface HealthOptions {
  readonly transports: Transports;
  /** False while the gateway is stopping: no new requests should come. */
  readonly isReady: () => boolean;
  /** Whether an older supergraph is served, because the newest cannot be. */
  readonly isBehind: () => boolean;
  readonly timeoutMs: number;
}

const behind = 'The newest supergraph cannot be served; the one before it is. The log says why.';

interface ServiceHealth {
  readonly name: string;
  readonly status: ServiceStatus;
  readonly responseTimeMs: number;
}

/**
 * `/health/live`: the process runs. `/health/ready`: it takes requests, whatever subgraphs do, since it answers
 * without a lost one too. `/health`: every service, asked in parallel; one that is down makes it DEGRADED, still 200.
 * So does a newest supergraph that cannot be served; what is wrong with it stands in the log alone.
 */
export function addHealth(app: FastifyInstance, { transports, isReady, isBehind, timeoutMs }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'HEALTHY' }));
  app.get('/health/ready', async (_request, reply) =>
    reply.code(isReady() ? 200 : 503).send({ status: isReady() ? 'HEALTHY' : 'UNHEALTHY' }),
  );
  app.get('/health', async () => {
    const services = await askServices(transports, timeoutMs);
    const isWell = services.every(({ status }) => status === 'HEALTHY');
    if (isBehind()) return { status: 'DEGRADED', reason: behind, services };
    return { status: isWell ? 'HEALTHY' : 'DEGRADED', services };
  });
}

async function askServices(transports: Transports, timeoutMs: number): Promise<ServiceHealth[]> {
  return Promise.all(
    [...transports.values()].map(async (transport) => {
      const startedAt = performance.now();
      const status = await transport.health(AbortSignal.timeout(timeoutMs));
      const responseTimeMs = Math.round((performance.now() - startedAt) * 10) / 10;
      return { name: transport.name, status, responseTimeMs };
    }),
  );
}
