import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SubgraphBed } from '@marquee/shared/testing';
import { httpProbes, readServiceList } from '../src/services/probes';
import { aPlatformBed } from './support/platformBed';

const answers = {
  well: { ready: true, dependencies: { database: true } },
  limping: { ready: true, dependencies: { database: true, elasticsearch: false } },
  sick: { ready: false, dependencies: { database: false } },
};

let server: Server;
let bed: SubgraphBed;
beforeAll(async () => {
  server = createServer((_request, response) => void response.end(JSON.stringify(answers.well)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  bed = await aPlatformBed({
    probes: {
      ...httpProbes(readServiceList([`remote=http://127.0.0.1:${port}`, 'lost=http://127.0.0.1:9'])),
      limping: async () => answers.limping,
      sick: async () => answers.sick,
    },
  });
});
afterAll(async () => {
  await bed.close();
  server.close();
});

it('says of every service whether it is well, and of what it needs', async () => {
  const { data, errors } = await bed.ask<{ systemHealth: unknown }>(
    null,
    '{ systemHealth { status checkedAt services { name status responseTimeMs dependencies { name status } } } }',
  );
  expect(errors).toBeUndefined();
  const tookMs = expect.any(Number) as number;
  expect(data.systemHealth).toEqual({
    status: 'DEGRADED',
    checkedAt: '2030-07-03T12:00:00.000Z',
    services: [
      {
        name: 'limping',
        status: 'DEGRADED',
        responseTimeMs: tookMs,
        dependencies: [
          { name: 'database', status: 'HEALTHY' },
          { name: 'elasticsearch', status: 'UNHEALTHY' },
        ],
      },
      { name: 'lost', status: 'UNHEALTHY', responseTimeMs: null, dependencies: [] },
      {
        name: 'remote',
        status: 'HEALTHY',
        responseTimeMs: tookMs,
        dependencies: [{ name: 'database', status: 'HEALTHY' }],
      },
      {
        name: 'sick',
        status: 'UNHEALTHY',
        responseTimeMs: tookMs,
        dependencies: [{ name: 'database', status: 'UNHEALTHY' }],
      },
    ],
  });
});

it('says what is running', async () => {
  const { data } = await bed.ask(null, '{ serviceInfo { name version environment schemaHash startedAt } }');
  expect(data).toEqual({
    serviceInfo: {
      name: 'marquee',
      version: '0.1.0',
      environment: 'test',
      schemaHash: 'abc',
      startedAt: '2030-07-03T12:00:00.000Z',
    },
  });
});
