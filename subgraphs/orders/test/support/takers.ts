import { openDatabase } from '@marquee/shared/database';
import { Conflict } from '@marquee/shared/errors';
import {
  type CheckoutStepName,
  CreateInbox1767225600001,
  CreateOutbox1767225600000,
  checkoutStepRequestedV1,
  type EventBus,
  type EventHandler,
  type EventOf,
  handles,
  startRelay,
} from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import {
  answerStep,
  answersLater,
  CreateCheckoutStep1767225600003,
  type StepOutcome,
  type StepTaker,
  type StepTakers,
  takesSteps,
} from '@marquee/shared/saga';
import { createTestDatabase } from '@marquee/shared/testing';
import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { takerOf } from './sagas';

type Request = EventOf<typeof checkoutStepRequestedV1>['data'];

/** What becomes of a request: taken, refused, answered at another time, or never heard. */
export type Behaviour =
  | 'takes'
  | 'refuses'
  | 'answers later'
  | { readonly waitsUntil: Date }
  | 'is away'
  | 'is away once';

/** A request as the tests write it: `DO RESERVE_SEATS`. */
export type Asked = `${'DO' | 'UNDO'} ${CheckoutStepName}`;

/** Everybody who takes steps, in one database, with a deed for each step that is taken and not undone. */
export interface Takers {
  readonly db: DataSource;
  /** How a request is answered; one that is not named is taken. */
  readonly script: Map<Asked, Behaviour>;
  /** Every request that arrived for a saga, repeats too. */
  requestsOf(sagaId: string): readonly Asked[];
  /** The steps that stand, by name. */
  deedsOf(sagaId: string): Promise<string[]>;
  answer(sagaId: string, asked: Asked, outcome: StepOutcome): Promise<void>;
  close(): Promise<void>;
}

class CreateDeed1767225700000 implements MigrationInterface {
  readonly name = 'CreateDeed1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table deed (saga_id text, step text, is_undone boolean, primary key (saga_id, step))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table deed');
  }
}

const migrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateCheckoutStep1767225600003,
  CreateDeed1767225700000,
];
const names: readonly CheckoutStepName[] = [
  'RESERVE_STOCK',
  'RESERVE_SEATS',
  'RESERVE_KITCHEN',
  'AUTHORISE_PAYMENT',
  'CONFIRM_STOCK',
  'CONFIRM_SEATS',
  'CONFIRM_KITCHEN',
  'CAPTURE_PAYMENT',
  'REFUND_PAYMENT',
];

export async function someTakers(bus: EventBus, logger: Logger): Promise<Takers> {
  const database = await createTestDatabase('takers', { entities: [], migrations });
  const db = await openDatabase({
    url: database.url,
    applicationName: 'takers',
    entities: [],
    migrations,
    logger,
  });
  const script: Takers['script'] = new Map();
  const heard: { sagaId: string; asked: Asked }[] = [];
  const relay = await startRelay({ db, bus, logger });
  const handlers = (['catalog', 'booking', 'food', 'payments'] as const).map((subgraph) => {
    const mine = names.filter((name) => takerOf(name) === subgraph);
    const takers = Object.fromEntries(mine.map((name) => [name, scripted(name, script)])) as StepTakers;
    return unlessAway(script, subgraph, takesSteps(subgraph, takers), ({ sagaId }, asked) =>
      heard.push({ sagaId, asked }),
    );
  });
  const consumer = await bus.consume({ group: 'takers', handlers, db });
  return {
    db,
    script,
    requestsOf: (sagaId) => heard.filter((request) => request.sagaId === sagaId).map(({ asked }) => asked),
    async deedsOf(sagaId) {
      const rows: { step: string }[] = await db.query(
        'select step from deed where saga_id = $1 and not is_undone order by step',
        [sagaId],
      );
      return rows.map(({ step }) => step);
    },
    async answer(sagaId, asked, outcome) {
      const [action, step] = asked.split(' ') as ['DO' | 'UNDO', CheckoutStepName];
      await db.transaction((tx) => answerStep(tx, { sagaId, step, action }, outcome));
    },
    async close() {
      await consumer.stop();
      await relay.stop();
      await db.destroy();
      await database.drop();
    },
  };
}

const askedOf = ({ action, step }: Request): Asked => `${action} ${step.name}`;

/** One who is away hears nothing: the request is lost, as with one that went to the dead letters. */
function unlessAway(
  script: Takers['script'],
  subgraph: Request['subgraph'],
  taker: EventHandler,
  hear: (request: Request, asked: Asked) => void,
): EventHandler {
  return handles(checkoutStepRequestedV1, taker.name, async (event, context) => {
    if (event.data.subgraph !== subgraph) return;
    const asked = askedOf(event.data);
    hear(event.data, asked);
    const behaviour = script.get(asked);
    if (behaviour === 'is away once') script.delete(asked);
    if (behaviour !== 'is away once' && behaviour !== 'is away') await taker.handle(event, context);
  });
}

function scripted(name: CheckoutStepName, script: Takers['script']): StepTaker<CheckoutStepName> {
  const run = async (tx: EntityManager, request: Request, effect: () => Promise<unknown>) => {
    const behaviour = script.get(askedOf(request)) ?? 'takes';
    if (behaviour === 'refuses') throw new Conflict('SOLD_OUT', 'There is none left.', { details: { left: 0 } });
    if (behaviour === 'answers later') return answersLater;
    if (typeof behaviour === 'object') {
      const { sagaId, step, action } = request;
      const outcome = { kind: 'WAITING', until: behaviour.waitsUntil.toISOString() } as const;
      await answerStep(tx, { sagaId, step: step.name, action }, outcome);
      return answersLater;
    }
    await effect();
    return undefined;
  };
  return {
    isTriedAgain: name === 'REFUND_PAYMENT',
    // The key makes a step that is taken twice a failure, which no answer hides.
    take: (tx, request) =>
      run(tx, request, () =>
        tx.query('insert into deed (saga_id, step, is_undone) values ($1, $2, false)', [
          request.sagaId,
          request.step.name,
        ]),
      ),
    undo: (tx, request) =>
      run(tx, request, () =>
        tx.query('update deed set is_undone = true where saga_id = $1 and step = $2', [
          request.sagaId,
          request.step.name,
        ]),
      ),
  };
}
