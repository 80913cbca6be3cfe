import type { Readiness } from '@marquee/shared/subgraph';
import type { HealthProbe } from './systemHealth';

/** Where a service is asked how it is. */
export interface ServiceAddress {
  readonly name: string;
  readonly url: string;
}

/** No shorter than that of `systemHealth`, which gives up. */
const patienceMs = 2_500;

/** The services in a list of `name=url` texts. @throws Error whose message completes the name of a setting */
export function readServiceList(texts: readonly string[]): readonly ServiceAddress[] {
  return texts.map((text) => {
    const end = text.indexOf('=');
    const url = text.slice(end + 1);
    if (end < 1 || !/^https?:/.test(url) || !URL.canParse(url)) throw new Error('must be name=url pairs');
    return { name: text.slice(0, end), url };
  });
}

/** Asks each over HTTP, at its `/health/ready`. */
export function httpProbes(services: readonly ServiceAddress[]): Record<string, HealthProbe> {
  return Object.fromEntries(services.map(({ name, url }) => [name, () => askOver(new URL('/health/ready', url))]));
}

async function askOver(url: URL): Promise<Readiness> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
  return (await response.json()) as Readiness;
}
