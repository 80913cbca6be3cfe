import type { RequestContext } from '../context';
import { objectsAt, type Place, placesOf, visitObjects } from './answer/answerPath';
import { Faults } from './answer/faults';
import { addAnswer, ownCopy } from './answer/landings';
import { type AnswerObject, isAnswerObject, ownValue } from './answer/ownValue';
import { isEntityList } from './entityList';
import type { CompiledPlan, FetchStep, FetchTarget } from './plan/compiledPlan';
import { objectsInContext } from './plan/contextValues';
import { applyRewrites, renamedPlace } from './plan/rewrites';
import type { ScheduledFetch } from './plan/schedule';
import type { SubgraphAccess, SubgraphResult } from './subgraphAccess';
import { unavailable } from './subgraphErrors';
import { SubgraphOperation } from './subgraphOperation';

export interface PlanRun {
  readonly plan: CompiledPlan;
  /** As the client sent them, already checked against the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subgraphs: SubgraphAccess;
  readonly context: RequestContext;
  /** For a subscription: what its primary fetch yielded. */
  readonly event?: SubgraphResult;
}

/** Everything that the subgraphs said, before it is shaped to what the client asked for. */
export interface GatheredAnswer {
  readonly data: AnswerObject;
  readonly faults: Faults;
  /** Objects that a subgraph was asked about and does not know. */
  readonly unknownEntities: ReadonlySet<AnswerObject>;
}

const nothingAsked: ReadonlySet<string> = new Set();

/** More places than this are not told of one error: they say nothing new. */
const maxPlacesPerError = 20;

/** Runs a plan to its end. Never rejects for a subgraph's sake: what a failing one owes is missing, with an error. */
export async function runPlan(run: PlanRun): Promise<GatheredAnswer> {
  const runner = new PlanRunner(run);
  const { primary } = run.plan;
  if (primary !== null && run.event !== undefined) runner.takeEvent(primary, run.event);
  await runner.runAll();
  return runner;
}

/** Objects with the same representation, about which the subgraph is asked once. */
interface EntityGroup {
  readonly representation: AnswerObject;
  /** By the target of the fetch by which they were found. */
  readonly objects: readonly AnswerObject[][];
}

class PlanRunner implements GatheredAnswer {
  readonly data: AnswerObject = {};
  readonly faults = new Faults();
  readonly unknownEntities = new Set<AnswerObject>();
  /** Fetches that found objects which lacked a field, with the keys of those that they asked about. */
  private readonly waiting = new Map<FetchStep, ReadonlySet<string>>();

  constructor(private readonly run: PlanRun) {}

  /** Each fetch begins as soon as those that it comes after have ended. */
  async runAll(): Promise<void> {
    const running: Promise<void>[] = [];
    for (const scheduled of this.run.plan.schedule) running.push(this.runScheduled(scheduled, running));
    await Promise.all(running);
    for (const { step } of this.run.plan.schedule) await this.fetchLate(step);
  }

  private async runScheduled({ step, after }: ScheduledFetch, running: readonly Promise<void>[]): Promise<void> {
    for (const index of after) await running[index];
    if (this.waiting.size > 0) {
      for (const index of after) await this.fetchLate(this.run.plan.schedule[index]?.step);
    }
    await (step.targets[0].representations === null ? this.fetchFields(step) : this.fetchEntities(step));
  }

  /**
   * Asks about those that lacked something when their turn was: the planner puts side by side what should follow each
   * other where an `@interfaceObject` requires a field.
   */
  private async fetchLate(step: FetchStep | undefined): Promise<void> {
    const asked = step === undefined ? undefined : this.waiting.get(step);
    if (step === undefined || asked === undefined) return;
    const groups = this.groupsOf(step, asked);
    this.waiting.delete(step);
    await this.fetchGroups(step, groups, this.variablesOf(step));
  }

  takeEvent(step: FetchStep, event: SubgraphResult): void {
    this.addFields(step, [this.data], event);
  }

  /** Fields of a root type, which may stand anywhere in an answer (a mutation's payload may hold `Query`). */
  private async fetchFields(step: FetchStep): Promise<void> {
    const [{ path, mayRepeat }] = step.targets;
    const objects = objectsAt(this.data, path, mayRepeat);
    if (objects.length === 0) return;
    this.addFields(step, objects, await this.ask(step, this.variablesOf(step)));
  }

  private addFields(step: FetchStep, objects: readonly AnswerObject[], result: SubgraphResult): void {
    const [target] = step.targets;
    for (const error of result.errors ?? []) {
      const below = error.path === undefined ? step.text.rootKeys.map((key) => [key]) : [error.path];
      const above = this.placesOf(target, objects);
      const places = below.flatMap((path) => {
        const rest = renamedPlace(path, step.outputRewrites);
        return above.map((place) => [...place, ...rest]);
      });
      this.faults.add(step.subgraph, error, places);
    }
    if (!isAnswerObject(result.data)) {
      for (const key of step.text.rootKeys) this.faults.addMissing([...target.path, key]);
      return;
    }
    const data = this.ownAnswer(step, target, result.data, result.isShared === true || step.isPlaceBound);
    for (const object of objects) addAnswer(object, data, target.landings, this.run.plan.types.isAbstract);
  }

  private async fetchEntities(step: FetchStep): Promise<void> {
    if (step.contextRewrites.length > 0) return this.fetchInContext(step);
    await this.fetchGroups(step, this.groupsOf(step), this.variablesOf(step));
  }

  /** Arguments hold for a whole operation, so entities that stand in different contexts are asked for apart. */
  private async fetchInContext(step: FetchStep): Promise<void> {
    const [target] = step.targets;
    const byContext = new Map<string, { values: AnswerObject; objects: AnswerObject[] }>();
    const found = objectsInContext(this.data, target.path, step.contextRewrites, this.run.plan.types);
    for (const { object, values } of found) {
      const key = JSON.stringify(values);
      const known = byContext.get(key);
      if (known === undefined) byContext.set(key, { values, objects: [object] });
      else known.objects.push(object);
    }
    const variables = this.variablesOf(step);
    await Promise.all(
      [...byContext.values()].map(({ values, objects }) =>
        this.fetchGroups(step, this.groupsAmong(step, objects), { ...variables, ...values }),
      ),
    );
  }

  private async fetchGroups(
    step: FetchStep,
    groups: readonly EntityGroup[],
    variables: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    if (groups.length === 0) return;
    const representations = groups.map(({ representation }) => representation);
    const result = await this.ask(step, { ...variables, representations });
    const entities = isAnswerObject(result.data) ? ownValue(result.data, '_entities') : undefined;
    if (!isEntityList(entities, groups.length)) return this.noEntities(step, groups, result);
    this.addEntityErrors(step, groups, result);
    for (let index = 0; index < groups.length; index += 1) {
      const [entity, objects] = [entities[index] ?? null, groups[index]?.objects ?? []];
      if (entity !== null) this.land(step, objects, entity, result.isShared === true);
      else for (const object of objects.flat()) this.unknownEntities.add(object);
    }
  }

  /** Puts one entity to all the objects that stand for it. Those of one target may share it, as the client sees it twice. */
  private land(
    step: FetchStep,
    objects: readonly (readonly AnswerObject[])[],
    entity: AnswerObject,
    isShared: boolean,
  ): void {
    const { isAbstract } = this.run.plan.types;
    let isTaken = isShared || step.isPlaceBound;
    for (let nth = 0; nth < step.targets.length; nth += 1) {
      const [target, found = []] = [step.targets[nth], objects[nth]];
      if (target === undefined || found.length === 0) continue;
      let answer = this.ownAnswer(step, target, entity, isTaken);
      isTaken = true;
      for (let at = 0; at < found.length; at += 1) {
        if (at > 0 && step.isPlaceBound) answer = this.ownAnswer(step, target, entity, isTaken);
        addAnswer(found[at] as AnswerObject, answer, target.landings, isAbstract);
      }
    }
  }

  /** The answer, renamed as the plan wants it. One that is read elsewhere, too, is changed in a copy. */
  private ownAnswer(
    { outputRewrites }: FetchStep,
    { landings }: FetchTarget,
    answer: AnswerObject,
    isTaken: boolean,
  ): AnswerObject {
    if (!isTaken && outputRewrites.length === 0) return answer;
    const isRewritten = outputRewrites.length > 0;
    const own = (
      isTaken ? (isRewritten ? structuredClone(answer) : ownCopy(answer, landings)) : answer
    ) as AnswerObject;
    applyRewrites(outputRewrites, own, this.run.plan.types);
    return own;
  }

  /** The answer as a whole is no answer, or there is none. */
  private noEntities(step: FetchStep, groups: readonly EntityGroup[], result: SubgraphResult): void {
    const isSaid = (result.errors ?? []).length > 0;
    this.addEntityErrors(step, groups, isSaid ? result : { errors: [unavailable()] });
    for (const { path } of step.targets) this.faults.addMissing(path);
  }

  private addEntityErrors(step: FetchStep, groups: readonly EntityGroup[], { errors = [] }: SubgraphResult): void {
    for (const error of errors) {
      const [, index, ...rest] = renamedPlace(error.path ?? [], step.outputRewrites);
      const group = typeof index === 'number' ? groups[index] : undefined;
      const about = group === undefined ? groups : [group];
      const places = step.targets.flatMap((target, nth) =>
        this.placesOf(
          target,
          about.flatMap(({ objects }) => objects[nth] ?? []),
        ),
      );
      this.faults.add(
        step.subgraph,
        error,
        places.map((place) => [...place, ...rest]),
      );
    }
  }

  private placesOf({ path }: FetchTarget, objects: readonly AnswerObject[]): Place[] {
    return placesOf(this.data, path, new Set(objects), maxPlacesPerError);
  }

  /**
   * What is found at the targets. Of objects that are nothing but the same representation, one takes the place of all:
   * whatever is added to it later is for each of them.
   */
  private groupsOf(step: FetchStep, asked: ReadonlySet<string> = nothingAsked): EntityGroup[] {
    const groups = new Map<string, EntityGroup>();
    let isWaiting = false;
    for (const [nth, { path, mayRepeat, representations }] of step.targets.entries()) {
      if (representations === null) continue;
      visitObjects(this.data, path, mayRepeat, (object) => {
        const key = representations.keyOf(object);
        if (key === null) isWaiting = true;
        if (key === null || asked.has(key)) return object;
        const known = groups.get(key);
        if (known === undefined) {
          const objects = step.targets.map((): AnswerObject[] => []);
          objects[nth]?.push(object);
          groups.set(key, { representation: representations.of(object), objects });
          return object;
        }
        const found = known.objects[nth] ?? [];
        const [first] = found;
        const isOne =
          first !== undefined && !step.isPlaceBound && representations.isAll(object) && representations.isAll(first);
        if (isOne) return first;
        found.push(object);
        return object;
      });
    }
    if (isWaiting) this.waiting.set(step, new Set(groups.keys()));
    return [...groups.values()];
  }

  private groupsAmong({ targets: [{ representations }] }: FetchStep, objects: readonly AnswerObject[]): EntityGroup[] {
    const groups = new Map<string, EntityGroup>();
    for (const object of objects) {
      const key = representations?.keyOf(object) ?? null;
      if (key === null || representations === null) continue;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { representation: representations.of(object), objects: [[object]] });
      else known.objects[0]?.push(object);
    }
    return [...groups.values()];
  }

  private variablesOf({ variableNames }: FetchStep): Record<string, unknown> {
    const { variables } = this.run;
    const used: Record<string, unknown> = {};
    for (const name of variableNames) {
      if (Object.hasOwn(variables, name) && variables[name] !== undefined) used[name] = variables[name];
    }
    return used;
  }

  private ask(step: FetchStep, variables: Readonly<Record<string, unknown>>): Promise<SubgraphResult> {
    const { subgraphs, context, event } = this.run;
    // What an event is about has just changed.
    const operation = new SubgraphOperation(step.text, variables, event !== undefined);
    return subgraphs.execute(step.subgraph, operation, context);
  }
}
