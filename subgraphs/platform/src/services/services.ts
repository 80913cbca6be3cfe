import type { Clock } from '@marquee/shared/time';
import type { DataSource } from 'typeorm';
import type { Search } from '../engines/fallbackSearch';
import type { HealthProbe } from './systemHealth';

/** What the use cases of platform work with. */
export interface PlatformServices {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly search: Search;
  /** How every service is asked whether it is well, by name. */
  readonly probes: Readonly<Record<string, HealthProbe>>;
  readonly info: ServiceFacts;
}

export interface ServiceFacts {
  readonly name: string;
  readonly version: string;
  readonly environment: string;
  readonly schemaHash: string;
  readonly startedAt: Date;
}
