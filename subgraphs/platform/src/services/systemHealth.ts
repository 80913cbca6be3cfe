import type { Readiness } from '@marquee/shared/subgraph';
import type { PlatformServices } from './services';

/** Asks one service. Rejects, or never answers, when it is down. */
export type HealthProbe = () => Promise<Readiness>;

export type HealthStatus = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';

export interface ServiceHealth {
  readonly name: string;
  readonly status: HealthStatus;
  readonly responseTimeMs: number | null;
  readonly dependencies: readonly { readonly name: string; readonly status: HealthStatus }[];
}

export interface SystemHealth {
  readonly status: HealthStatus;
  readonly checkedAt: Date;
  readonly services: readonly ServiceHealth[];
}

/** Longer than a service waits for what it needs: one that is slow without something optional answers that it is degraded. */
const patienceMs = 2_500;

/** Asks every service at once. Never throws: what does not answer is unhealthy. */
export async function systemHealth({ probes, clock }: PlatformServices): Promise<SystemHealth> {
  const names = Object.keys(probes).sort();
  const services = await Promise.all(names.map((name) => serviceHealth(name, probes[name])));
  return { status: statusOfAll(services), checkedAt: clock.now(), services };
}

async function serviceHealth(name: string, probe: HealthProbe | undefined): Promise<ServiceHealth> {
  const startedAt = performance.now();
  try {
    const { ready, dependencies } = await inTime(probe);
    const isWhole = Object.values(dependencies).every(Boolean);
    return {
      name,
      status: ready ? (isWhole ? 'HEALTHY' : 'DEGRADED') : 'UNHEALTHY',
      responseTimeMs: Math.round((performance.now() - startedAt) * 10) / 10,
      dependencies: Object.entries(dependencies).map(([dependency, isUp]) => ({
        name: dependency,
        status: isUp ? 'HEALTHY' : 'UNHEALTHY',
      })),
    };
  } catch {
    return { name, status: 'UNHEALTHY', responseTimeMs: null, dependencies: [] };
  }
}

async function inTime(probe: HealthProbe | undefined): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
  });
  try {
    return await Promise.race([probe?.() ?? tooLate, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Some down is degraded: the rest is still served. */
export function statusOfAll(services: readonly Pick<ServiceHealth, 'status'>[]): HealthStatus {
  if (services.every(({ status }) => status === 'HEALTHY')) return 'HEALTHY';
  return services.every(({ status }) => status === 'UNHEALTHY') ? 'UNHEALTHY' : 'DEGRADED';
}
