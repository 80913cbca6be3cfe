import type { Environment } from '@marquee/shared/config';
import { Client } from 'pg';
import { databaseNames, variableOf } from '../launch/databases';

/** Lets PostgreSQL know what there is now: it chooses by that, and would find out by itself in some minutes only. */
export async function refreshStatistics(environment: Environment): Promise<void> {
  for (const name of databaseNames) {
    const client = new Client({ connectionString: environment[variableOf(name)] });
    await client.connect();
    try {
      await client.query('vacuum (analyze)');
    } finally {
      await client.end();
    }
  }
}
