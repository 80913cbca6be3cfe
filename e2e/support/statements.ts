import { Client } from 'pg';

/** What one request had PostgreSQL do, by database: the first table of each statement, in the order of the alphabet. */
export type Statements<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export interface StatementCounter<Name extends string> {
  /** Runs `act` and returns what was sent meanwhile, but for the background's own. */
  during<T>(act: () => Promise<T>): Promise<{ result: T; statements: Statements<Name> }>;
  stop(): void;
}

/** What relays, consumers, sweeps and the gateway's question for revoked sessions do all the time, and transactions. */
const background =
  /\b(pg_try_advisory|pg_advisory|outbox|inbox|idempotency_record|session|login_attempt|signing_key)|\bselect distinct showing(_id|\.id)\b|\bfrom stock_reservation\s+where state\b|\bpayment_due_at <= food_now\b|^\s*(start|begin|commit|rollback|listen|notify|select 1\b)/i;

/** Listens to every PostgreSQL client of this process: for a Marquee that runs colocated with the test. */
export function countStatements<Name extends string>(
  databases: Readonly<Record<Name, string>>,
): StatementCounter<Name> {
  let sent: { database: string; statement: string }[] = [];
  const { query } = Client.prototype;
  Client.prototype.query = function countedQuery(this: Client & { database?: string }, ...args: unknown[]) {
    sent.push({ database: this.database ?? '', statement: textOf(args[0]) });
    return Reflect.apply(query, this, args) as unknown;
  } as typeof query;

  const sentTo = (url: string): string[] => {
    const name = new URL(url).pathname.slice(1);
    return sent
      .filter(({ database, statement }) => database === name && !background.test(statement))
      .map(({ statement }) => firstTableOf(statement))
      .toSorted();
  };
  return {
    async during(act) {
      sent = [];
      const result = await act();
      const counted = Object.entries<string>(databases).map(([name, url]) => [name, sentTo(url)] as const);
      return { result, statements: Object.fromEntries(counted) as unknown as Statements<Name> };
    },
    stop() {
      Client.prototype.query = query;
    },
  };
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return String((query as { text?: unknown }).text);
}

/** Two statements differ in how many ids they ask for, so their texts cannot be compared. */
function firstTableOf(statement: string): string {
  return statement.match(/\b(?:from|into|update)\s+"?(\w+)/i)?.[1] ?? statement;
}
