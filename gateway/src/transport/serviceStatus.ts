import type { ServiceStatus } from './subgraphTransport';

/** The status of a service from what it says of itself; a stranger that says nothing of dependencies is well. */
export function statusOf(readiness: {
  readonly ready?: boolean;
  readonly dependencies?: Readonly<Record<string, boolean>>;
}): ServiceStatus {
  if (readiness.ready === false) return 'UNHEALTHY';
  return Object.values(readiness.dependencies ?? {}).every(Boolean) ? 'HEALTHY' : 'DEGRADED';
}
