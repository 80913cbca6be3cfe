import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@marquee/shared/logging';
import { eventually } from '@marquee/shared/testing';
import type { SagaPlan, SagaState } from '../src/saga';
import { aSuccessor } from './support/aSuccessor';
import { aSagaProcess, type KillableProcess, killThemAll } from './support/killableProcess';
import { aSagaGround, type SagaGround } from './support/sagaGround';
import { aPlan, aStep, smallBasket } from './support/sagas';
import type { Asked, Behaviour } from './support/takers';

// These run the built orders: `npm run build` comes first.
jest.setTimeout(60_000);

interface Course {
  readonly name: string;
  readonly script: readonly (readonly [Asked, Behaviour])[];
  /** The first crash point to die at: what comes before it is part of another course. */
  readonly from: number;
  /** How many crash points a process passes that does all of it alone. */
  readonly points: number;
  readonly state: SagaState;
  readonly standing: readonly string[];
}

/** Two at the beginning, two for each answer, and four where a worker asks again for a request that was lost. */
const courses: readonly Course[] = [
  {
    name: 'a checkout of which a request was lost',
    script: [['DO CONFIRM_SEATS', 'is away once']],
    from: 1,
    points: 2 + 6 * 2 + 4,
    state: 'COMPLETED',
    standing: smallBasket.flat().sort(),
  },
  {
    name: 'a checkout that is undone from its last step on',
    script: [['DO CAPTURE_PAYMENT', 'refuses']],
    from: 2 + 5 * 2 + 1,
    points: 2 + 6 * 2 + 5 * 2,
    state: 'COMPENSATED',
    standing: [],
  },
];

/** With so much time for each step that the sweep can let it run while a process is being replaced. */
function patientPlan(): SagaPlan {
  return aPlan([], { stages: smallBasket.map((names) => names.map((name) => aStep(name, { waitsMs: 86_400_000 }))) });
}

async function isOver(ground: SagaGround, { sagaId }: SagaPlan): Promise<boolean> {
  const saga = await ground.find(sagaId);
  return saga?.state === 'COMPLETED' || saga?.state === 'COMPENSATED';
}

/** Waits for the end of the process or of the saga. Time passes once, where a request was lost. */
async function untilStopped(ground: SagaGround, plan: SagaPlan, child: KillableProcess): Promise<void> {
  let hasPassed = false;
  while (child.endedBy() === null && !(await isOver(ground, plan))) {
    if (!hasPassed && (await isWaitingForALostRequest(ground, plan))) {
      hasPassed = true;
      await ground.passSeconds(6);
    }
    await pause(10);
  }
}

async function isWaitingForALostRequest({ takers, stepsOf }: SagaGround, { sagaId }: SagaPlan): Promise<boolean> {
  if (takers.script.size > 0) return false;
  const open = (await stepsOf(sagaId)).filter(({ state }) => state === 'RUNNING');
  return open.length === 1 && open[0]?.name === 'CONFIRM_SEATS';
}

/** Lets time pass for whoever looks after what the dead process had in hand, its lease too. */
async function recover(ground: SagaGround, plan: SagaPlan): Promise<void> {
  for (let turn = 0; turn < 400 && !(await isOver(ground, plan)); turn += 1) {
    await ground.passSeconds(2);
    await pause(25);
  }
}

/** What must hold however often the process died. */
async function expectWhole(ground: SagaGround, plan: SagaPlan, { state, standing }: Course): Promise<void> {
  const { sagaId } = plan;
  await ground.expectSaga(sagaId, { saga: { state } });
  expect(await ground.takers.deedsOf(sagaId)).toEqual(standing);
  const steps = await ground.stepsOf(sagaId);
  const ends = state === 'COMPLETED' ? ['DONE'] : ['FAILED', 'COMPENSATED'];
  expect(steps.filter((step) => !ends.includes(step.state) || step.nextAt !== null)).toEqual([]);
  // Whoever listens was told of every answer once, and of the end once.
  const answers: { step: string; step_state: string; times: number }[] = await ground.db.query(
    `select step, step_state, count(*)::int as times from heard where saga_id = $1 group by step, step_state`,
    [sagaId],
  );
  expect(answers.filter(({ times }) => times !== 1)).toEqual([]);
  expect(answers).toHaveLength(state === 'COMPLETED' ? 6 : 6 + 5);
  const leased: unknown[] = await ground.db.query('select from checkout_saga where lease_owner is not null');
  expect(leased).toEqual([]);
  for (const db of [ground.db, ground.takers.db]) {
    expect(await db.query('select handler, error from dead_letter')).toEqual([]);
    await eventually(async () =>
      expect(await db.query('select type from outbox where published_at is null')).toEqual([]),
    );
  }
}

describe.each(courses)('$name', (course) => {
  let ground: SagaGround;

  beforeAll(async () => {
    ground = await aSagaGround(createLogger({ service: 'test', level: 'silent' }));
    await ground.db.query('create table heard (saga_id text, saga_state text, step text, step_state text)');
  });

  afterAll(() => ground.close());

  beforeEach(() => {
    ground.takers.script.clear();
    for (const [asked, behaviour] of course.script) ground.takers.script.set(asked, behaviour);
  });

  afterEach(killThemAll);

  const { from } = course;
  const points = Array.from({ length: course.points - from + 1 }, (_, index) => from + index);

  it.each(points)('comes to its end though its process died at crash point %d', async (nth) => {
    const plan = patientPlan();
    const first = await aSagaProcess(ground, nth);
    await first.begin(plan);
    await untilStopped(ground, plan, first);
    await first.gone;
    expect(first.endedBy()).toBe('SIGKILL');

    const successor = await aSuccessor(ground);
    try {
      await successor.begin(plan);
      await recover(ground, plan);
      await expectWhole(ground, plan, course);
    } finally {
      await successor.stop();
    }
  });

  it('has no crash point but these', async () => {
    const plan = patientPlan();
    const alone = await aSagaProcess(ground, course.points + 1);
    await alone.begin(plan);
    await untilStopped(ground, plan, alone);
    await expectWhole(ground, plan, course);
    expect(alone.endedBy()).toBeNull();
  });
});
