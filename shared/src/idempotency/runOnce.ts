import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../errors';
import { bodyHash } from './bodyHash';
import { IdempotencyKeyReused } from './idempotencyKeyReused';
import { retentionHours } from './retention';

/** Whose key it is and for what. `body` is every parameter but the key itself, as it was read: with its defaults. */
export interface IdempotencyClaim {
  readonly userId: string;
  readonly operation: string;
  readonly key: string;
  /** Where the key stands in the mutation's arguments. */
  readonly keyPath?: readonly string[];
  readonly body: unknown;
}

export interface OnceDone<T> {
  readonly result: T;
  readonly replayed: boolean;
}

type Outcome<T> =
  | { readonly result: T }
  | {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly type: string;
        readonly path?: readonly string[];
        readonly details: Readonly<Record<string, unknown>>;
      };
    };

/**
 * Runs the use case once per key, as Stripe's idempotent requests do. Claim, effect and answer share one transaction:
 * a twin that comes while the first runs waits for it, and a crash leaves neither key nor effect. The answer is kept for
 * 24 h, a `DomainError` too, which says whether it is `replayed`; keep `T` small and JSON (ids). Anything else that is thrown undoes the claim.
 * @throws IdempotencyKeyReused when the key was spent on another body.
 */
export async function runOnce<T>(
  database: DataSource,
  claim: IdempotencyClaim,
  run: (tx: EntityManager) => Promise<T>,
): Promise<OnceDone<T>> {
  const { outcome, replayed } = await database.transaction(async (tx) => {
    if (!(await claimKey(tx, claim))) return { outcome: await spentOutcome<T>(tx, claim), replayed: true };
    const first = await attempt(tx, run);
    await storeOutcome(tx, claim, first);
    return { outcome: first, replayed: false };
  });
  return doneOf(outcome, replayed);
}

/**
 * The answer that is stored under the key, or null while there is none: a look before `runOnce`, for a use case whose
 * costly work must neither be repeated nor hold a transaction open. @throws as `runOnce`
 */
export async function spentAnswer<T>(database: DataSource, claim: IdempotencyClaim): Promise<OnceDone<T> | null> {
  const record = await findRecord<T>(database.manager, claim);
  return record === null ? null : doneOf(outcomeOf(record, claim), true);
}

function doneOf<T>(outcome: Outcome<T>, replayed: boolean): OnceDone<T> {
  if ('error' in outcome) throw domainErrorOf(outcome.error, replayed);
  return { result: outcome.result, replayed };
}

/** False when the key is spent. A row past its retention counts as free and is taken over. */
async function claimKey(tx: EntityManager, claim: IdempotencyClaim): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `insert into idempotency_record as record (user_id, operation, key, body_hash) values ($1, $2, $3, $4)
     on conflict (user_id, operation, key) do update
       set body_hash = excluded.body_hash, outcome = null, created_at = now()
       where record.created_at < now() - make_interval(hours => $5)
     returning 1`,
    [claim.userId, claim.operation, claim.key, bodyHash(claim.body), retentionHours],
  );
  return rows.length > 0;
}

async function spentOutcome<T>(tx: EntityManager, claim: IdempotencyClaim): Promise<Outcome<T>> {
  const record = await findRecord<T>(tx, claim);
  if (record === null) throw new Error('a spent idempotency key has no record');
  return outcomeOf(record, claim);
}

interface SpentKey<T> {
  readonly body_hash: string;
  readonly outcome: Outcome<T>;
  readonly created_at: Date;
}

async function findRecord<T>(db: EntityManager, claim: IdempotencyClaim): Promise<SpentKey<T> | null> {
  const [record]: SpentKey<T>[] = await db.query(
    `select body_hash, outcome, created_at from idempotency_record
     where user_id = $1 and operation = $2 and key = $3 and created_at >= now() - make_interval(hours => $4)`,
    [claim.userId, claim.operation, claim.key, retentionHours],
  );
  return record ?? null;
}

function outcomeOf<T>(record: SpentKey<T>, claim: IdempotencyClaim): Outcome<T> {
  if (record.body_hash !== bodyHash(claim.body)) throw new IdempotencyKeyReused(record.created_at, claim.keyPath);
  return record.outcome;
}

/** The nested transaction is a savepoint: a refusal undoes its writes and keeps the claim. */
async function attempt<T>(tx: EntityManager, run: (tx: EntityManager) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await tx.transaction(run) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, userErrorType: type, inputPath: path, details } = error;
    return { error: storable({ code, message, type, details, ...(path && { path }) }) };
  }
}

/** Refusals repeat what callers sent. NUL and halves of characters, which jsonb cannot keep, become U+FFFD in all answers. */
function storable<T>(refusal: T): T {
  const text = JSON.stringify(refusal, (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd').replace(/\p{Cs}/gu, '\ufffd') : value,
  );
  return JSON.parse(text) as T;
}

async function storeOutcome(tx: EntityManager, claim: IdempotencyClaim, outcome: Outcome<unknown>): Promise<void> {
  await tx.query('update idempotency_record set outcome = $4 where user_id = $1 and operation = $2 and key = $3', [
    claim.userId,
    claim.operation,
    claim.key,
    JSON.stringify(outcome),
  ]);
}

function domainErrorOf(stored: Extract<Outcome<never>, { error: unknown }>['error'], replayed: boolean): DomainError {
  return new DomainError(stored.code, stored.message, {
    type: stored.type,
    details: stored.details,
    replayed,
    ...(stored.path && { path: stored.path }),
  });
}
