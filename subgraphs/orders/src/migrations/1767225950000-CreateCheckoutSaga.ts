import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checkouts and their steps. A step's row holds its request, by which it is undone too, before it is asked for. */
export class CreateCheckoutSaga1767225950000 implements MigrationInterface {
  readonly name = 'CreateCheckoutSaga1767225950000';

  async up(runner: QueryRunner): Promise<void> {
    // Deadlines and leases go by the clock of the database, which all replicas share. Tests put another in its place.
    await runner.query(`
      create function saga_now() returns timestamptz(3) language sql stable
        as 'select date_trunc(''milliseconds'', statement_timestamp())'`);

    await runner.query(`
      create table checkout_saga (
        id          text collate "C" primary key,
        kind        text collate "C" not null check (kind in ('CHECKOUT', 'PAYMENT', 'REFUND')),
        subject_id  text collate "C" not null,
        customer_id text collate "C" not null,
        trace_id    text,
        state       text collate "C" not null check (state in
          ('RUNNING', 'COMPLETED', 'COMPENSATING', 'COMPENSATED', 'STUCK')),
        failure     jsonb,
        started_at  timestamptz(3) not null,
        finished_at timestamptz(3),
        due_at      timestamptz(3),
        lease_owner text,
        lease_until timestamptz(3),
        lease_epoch integer not null,
        constraint checkout_saga_over check ((finished_at is not null) = (state in ('COMPLETED', 'COMPENSATED'))),
        constraint checkout_saga_idle check (due_at is null or state not in ('COMPLETED', 'COMPENSATED')),
        -- Whatever a worker believes, none of them is left without somebody who looks at it.
        constraint checkout_saga_watched check (due_at is not null or state not in ('RUNNING', 'COMPENSATING'))
      )`);
    await runner.query('create index checkout_saga_due on checkout_saga (due_at) where due_at is not null');
    await runner.query('create index checkout_saga_of_subject on checkout_saga (subject_id, id)');
    await runner.query('create index checkout_saga_by_state on checkout_saga (state, id)');

    await runner.query(`
      create table checkout_saga_step (
        saga_id            text collate "C" not null references checkout_saga (id),
        name               text collate "C" not null,
        position           integer not null,
        stage              integer not null,
        subgraph           text collate "C" not null,
        request            jsonb not null,
        state              text collate "C" not null check (state in
          ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'COMPENSATING', 'COMPENSATED', 'SKIPPED')),
        attempts           integer not null check (attempts >= 0),
        undo_attempts_left integer not null check (undo_attempts_left >= 0),
        waits_ms           integer not null check (waits_ms > 0),
        deadline_at        timestamptz(3),
        next_at            timestamptz(3) check (next_at is null or state in ('RUNNING', 'COMPENSATING')),
        waits_until        timestamptz(3),
        started_at         timestamptz(3),
        finished_at        timestamptz(3),
        error              text,
        primary key (saga_id, name),
        unique (saga_id, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table checkout_saga_step, checkout_saga');
    await runner.query('drop function saga_now');
  }
}
