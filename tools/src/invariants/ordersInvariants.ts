import { sql } from '@marquee/shared/database';
import type { Invariant } from './invariant';

const database = 'orders';

export const ordersInvariants: readonly Invariant[] = [
  {
    id: 'I4',
    promise: 'every checkout has come to its end',
    database,
    violations: sql`
      select id as saga_id, kind, subject_id, state from checkout_saga where state not in ('COMPLETED', 'COMPENSATED')`,
  },
  {
    id: 'I4',
    promise: 'no checkout is left in the hands of a worker',
    database,
    violations: sql`
      select id as saga_id, lease_owner, lease_until from checkout_saga where lease_owner is not null`,
  },
  {
    id: 'I4',
    promise: 'of a checkout that went through every step is done, of one that did not none is',
    database,
    violations: sql`
      select g.id as saga_id, g.state, s.name as step, s.state as step_state
      from checkout_saga g join checkout_saga_step s on s.saga_id = g.id
      where (g.state = 'COMPLETED' and s.state <> 'DONE')
         or (g.state = 'COMPENSATED' and s.state not in ('FAILED', 'COMPENSATED', 'SKIPPED'))`,
  },
];
