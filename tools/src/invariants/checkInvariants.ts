import type { Environment } from '@marquee/shared/config';
import { type SqlText, sql } from '@marquee/shared/database';
import { Client, type QueryResultRow } from 'pg';
import { variableOf } from '../launch/databases';
import { bookingInvariants } from './bookingInvariants';
import { catalogInvariants } from './catalogInvariants';
import { deliveryAgreements, deliveryInvariants, deliveryReconciliations } from './deliveryInvariants';
import type { Agreement, Invariant, InvariantDatabase, Said } from './invariant';
import { ledgerReconciliations } from './ledgerReconciliations';
import { moneyReconciliations } from './moneyReconciliations';
import { ordersInvariants } from './ordersInvariants';
import { partsReconciliations } from './partsReconciliations';
import { paymentsAgreements, paymentsInvariants } from './paymentsInvariants';
import { projectionAgreements } from './projectionAgreements';
import type { Reconciliation } from './reconciliation';
import { searchAgreements } from './searchAgreements';

const invariants = [
  ...bookingInvariants,
  ...catalogInvariants,
  ...ordersInvariants,
  ...paymentsInvariants,
  ...deliveryInvariants,
];
const agreements = [...paymentsAgreements, ...deliveryAgreements, ...projectionAgreements, ...searchAgreements];
const reconciliations = [
  ...ledgerReconciliations,
  ...moneyReconciliations,
  ...partsReconciliations,
  ...deliveryReconciliations,
];

/** What became of a promise. One whose database was not named is not looked at, and says so. */
export interface Finding {
  readonly id: Invariant['id'];
  readonly where: string;
  readonly promise: string;
  /** The rows that break it; null where it was not looked at. */
  readonly violations: readonly object[] | null;
}

/** Looks at everything in the databases that the environment names by `<NAME>_DATABASE_URL`. It changes nothing. */
export async function checkInvariants(environment: Environment): Promise<readonly Finding[]> {
  const databases = openOnDemand(environment);
  try {
    const findings: Finding[] = [];
    for (const { id, database, promise, violations } of invariants) {
      const rows = await databases.ask(database, violations);
      findings.push({ id, where: database, promise, violations: rows });
    }
    for (const agreement of agreements) findings.push(await compare(agreement, databases.ask));
    for (const reconciliation of reconciliations) findings.push(await reconcile(reconciliation, databases.ask));
    return findings;
  } finally {
    await databases.close();
  }
}

/**
 * What is broken once everything has come to rest: looks again until nothing is, or the time is over. @throws Error when
 * a database is not named
 */
export async function brokenAtRest(environment: Environment, withinMs: number): Promise<readonly Finding[]> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const findings = await checkInvariants(environment);
    const unseen = findings.find(({ violations }) => violations === null);
    if (unseen !== undefined) throw new Error(`${unseen.where}: a database is not named`);
    const broken = findings.filter(({ violations }) => (violations?.length ?? 0) > 0);
    if (broken.length === 0 || Date.now() >= giveUpAt) return broken;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

type Ask = <Row extends QueryResultRow>(
  database: InvariantDatabase,
  text: SqlText,
  values?: readonly unknown[],
) => Promise<Row[] | null>;

/** Null for a database that the environment does not name. */
function openOnDemand(environment: Environment): { ask: Ask; close: () => Promise<void> } {
  const clients = new Map<InvariantDatabase, Client>();
  const open = async (database: InvariantDatabase): Promise<Client | null> => {
    const url = environment[variableOf(database)];
    const known = clients.get(database);
    if (known !== undefined || url === undefined) return known ?? null;
    const client = new Client({ connectionString: url, application_name: 'invariants' });
    await client.connect();
    clients.set(database, client);
    // All that is asked of a database is asked of one moment.
    await client.query('begin transaction isolation level repeatable read read only');
    return client;
  };
  return {
    async ask<Row extends QueryResultRow>(database: InvariantDatabase, text: SqlText, values: readonly unknown[] = []) {
      const client = await open(database);
      return client === null ? null : (await client.query<Row>(text, [...values])).rows;
    },
    async close() {
      for (const client of clients.values()) await client.end();
    },
  };
}

async function compare({ id, promise, sides, isOneWay = false }: Agreement, ask: Ask): Promise<Finding> {
  const where = sides.map(({ database }) => database).join(' = ');
  const [left, right] = [await answers(sides[0], ask), await answers(sides[1], ask)];
  if (left === null || right === null) return { id, where, promise, violations: null };
  const keys = isOneWay ? left.keys() : new Set([...left.keys(), ...right.keys()]);
  const violations = [...keys]
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => ({ key, [sides[0].database]: left.get(key), [sides[1].database]: right.get(key) }));
  return { id, where, promise, violations };
}

async function reconcile({ id, promise, databases, violations }: Reconciliation, ask: Ask): Promise<Finding> {
  const where = databases.join(', ');
  for (const database of databases) {
    if ((await ask(database, sql`select 1`)) === null) return { id, where, promise, violations: null };
  }
  return {
    id,
    where,
    promise,
    violations: await violations(async (database, text, values) => (await ask(database, text, values)) ?? []),
  };
}

async function answers({ database, says }: Said, ask: Ask): Promise<Map<string, string> | null> {
  const rows = await ask<{ key: string; says: string }>(database, says);
  return rows && new Map(rows.map((row) => [row.key, row.says]));
}
