import { statusOf } from './serviceStatus';

describe('a service', () => {
  it.each([
    ['HEALTHY', { ready: true, dependencies: { database: true } }],
    ['DEGRADED', { ready: true, dependencies: { database: true, elasticsearch: false } }],
    ['UNHEALTHY', { ready: false, dependencies: { database: false } }],
    ['HEALTHY', {}],
  ] as const)('is %s when it says %j', (status, readiness) => {
    expect(statusOf(readiness)).toBe(status);
  });
});
