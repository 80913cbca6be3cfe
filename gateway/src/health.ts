import type { FastifyInstance } from 'fastify';
import type { ServiceStatus, Transports } from './transport/subgraphTransport';

export interface HealthOptions {
  readonly transports: Transports;
  /** False while the gateway is stopping: no new requests should come. */
  readonly isReady: () => boolean;
  readonly timeoutMs: number;
}

interface ServiceHealth {
  readonly name: string;
  readonly status: ServiceStatus;
  readonly responseTimeMs: number;
}

/**
 * `/health/live`: the process runs. `/health/ready`: it takes requests, whatever subgraphs do, since it answers
 * without a lost one too. `/health`: every service, asked in parallel; one that is down makes it DEGRADED, still 200.
 */
export function addHealth(app: FastifyInstance, { transports, isReady, timeoutMs }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'HEALTHY' }));
  app.get('/health/ready', async (_request, reply) =>
    reply.code(isReady() ? 200 : 503).send({ status: isReady() ? 'HEALTHY' : 'UNHEALTHY' }),
  );
  app.get('/health', async () => {
    const services = await askServices(transports, timeoutMs);
    const isWell = services.every(({ status }) => status === 'HEALTHY');
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
