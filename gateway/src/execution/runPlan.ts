import type { RequestContext } from '../context';
import { objectsAt, type Place, placesOf } from './answer/answerPath';
import { Faults } from './answer/faults';
import { addAnswer, ownCopy } from './answer/landings';
import { type AnswerObject, isAnswerObject, ownValue } from './answer/ownValue';
import type { CompiledNode, CompiledPlan, FetchStep } from './plan/compiledPlan';
import { objectsInContext } from './plan/contextValues';
import { applyRewrites, renamedPlace } from './plan/rewrites';
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

/** More places than this are not told of one error: they say nothing new. */
const maxPlacesPerError = 20;

/** Runs a plan to its end. Never rejects for a subgraph's sake: what a failing one owes is missing, with an error. */
export async function runPlan(run: PlanRun): Promise<GatheredAnswer> {
  const runner = new PlanRunner(run);
  const { primary, node } = run.plan;
  if (primary !== null && run.event !== undefined) runner.takeEvent(primary, run.event);
  if (node !== null) await runner.execute(node);
  return runner;
}

/** Entities with the same representation, which the subgraph is asked about once. */
interface EntityGroup {
  readonly representation: AnswerObject;
  readonly objects: AnswerObject[];
}

class PlanRunner implements GatheredAnswer {
  readonly data: AnswerObject = {};
  readonly faults = new Faults();
  readonly unknownEntities = new Set<AnswerObject>();
  /** Objects that lacked a field when a fetch asked about them, and may have got it from one beside it. */
  private readonly waiting = new Map<FetchStep, AnswerObject[]>();

  constructor(private readonly run: PlanRun) {}

  async execute(node: CompiledNode): Promise<void> {
    switch (node.kind) {
      case 'sequence':
        for (const inner of node.nodes) await this.execute(inner);
        return;
      case 'parallel':
        await Promise.all(node.nodes.map((inner) => this.execute(inner)));
        return this.fetchLate(node.nodes);
      case 'fetch':
        return node.representations === null ? this.fetchFields(node) : this.fetchEntities(node);
    }
  }

  /** The planner puts side by side what should follow each other where an `@interfaceObject` requires a field. */
  private async fetchLate(nodes: readonly CompiledNode[]): Promise<void> {
    for (const node of nodes) {
      const waiting = node.kind === 'fetch' ? this.waiting.get(node) : undefined;
      if (waiting === undefined || node.kind !== 'fetch') continue;
      this.waiting.delete(node);
      await this.fetchGroups(node, this.groupsOf(node, waiting), this.variablesOf(node));
    }
  }

  takeEvent(step: FetchStep, event: SubgraphResult): void {
    this.addFields(step, [this.data], event);
  }

  /** Fields of a root type, which may stand anywhere in an answer (a mutation's payload may hold `Query`). */
  private async fetchFields(step: FetchStep): Promise<void> {
    const targets = step.path.length === 0 ? [this.data] : this.targetsOf(step);
    if (targets.length === 0) return;
    this.addFields(step, targets, await this.ask(step, this.variablesOf(step)));
  }

  private addFields(step: FetchStep, targets: readonly AnswerObject[], result: SubgraphResult): void {
    const placesBelow = (rest: Place): Place[] =>
      step.path.length === 0 ? [rest] : this.placesOf(step, targets).map((place) => [...place, ...rest]);
    for (const error of result.errors ?? []) {
      const paths = error.path === undefined ? step.text.rootKeys.map((key) => [key]) : [error.path];
      const places = paths.flatMap((path) => placesBelow(renamedPlace(path, step.outputRewrites)));
      this.faults.add(step.subgraph, error, places);
    }
    if (!isAnswerObject(result.data)) return this.markMissing(step);
    const data = this.ownAnswer(step, result.data, result.isShared === true) as AnswerObject;
    applyRewrites(step.outputRewrites, data, this.run.plan.types);
    for (const target of targets) addAnswer(target, data, step.landings, this.run.plan.types.isAbstract);
  }

  private markMissing(step: FetchStep): void {
    for (const key of step.text.rootKeys) this.faults.addMissing([...step.path, key]);
  }

  private async fetchEntities(step: FetchStep): Promise<void> {
    if (step.contextRewrites.length > 0) return this.fetchInContext(step);
    await this.fetchGroups(step, this.groupsOf(step, this.targetsOf(step)), this.variablesOf(step));
  }

  /** Arguments hold for a whole operation, so entities that stand in different contexts are asked for apart. */
  private async fetchInContext(step: FetchStep): Promise<void> {
    const { types } = this.run.plan;
    const byContext = new Map<string, { values: AnswerObject; objects: AnswerObject[] }>();
    for (const { object, values } of objectsInContext(this.data, step.path, step.contextRewrites, types)) {
      const key = JSON.stringify(values);
      const known = byContext.get(key);
      if (known === undefined) byContext.set(key, { values, objects: [object] });
      else known.objects.push(object);
    }
    const variables = this.variablesOf(step);
    await Promise.all(
      [...byContext.values()].map(({ values, objects }) =>
        this.fetchGroups(step, this.groupsOf(step, objects), { ...variables, ...values }),
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
    const { types } = this.run.plan;
    for (const [index, { objects }] of groups.entries()) {
      const entity: unknown = entities[index];
      if (!isAnswerObject(entity)) {
        for (const object of objects) this.unknownEntities.add(object);
        continue;
      }
      let answer = this.ownEntity(step, entity, result.isShared === true);
      for (const [nth, object] of objects.entries()) {
        if (nth > 0 && step.isPlaceBound) answer = this.ownEntity(step, entity, true);
        addAnswer(object, answer, step.landings, types.isAbstract);
      }
    }
  }

  private ownEntity(step: FetchStep, entity: AnswerObject, isShared: boolean): AnswerObject {
    const answer = this.ownAnswer(step, entity, isShared) as AnswerObject;
    applyRewrites(step.outputRewrites, answer, this.run.plan.types);
    return answer;
  }

  /** An answer that other requests read, too, is changed in a copy. */
  private ownAnswer(step: FetchStep, answer: AnswerObject, isShared: boolean): unknown {
    if (!isShared && !step.isPlaceBound) return answer;
    return step.outputRewrites.length > 0 ? structuredClone(answer) : ownCopy(answer, step.landings);
  }

  /** The answer as a whole is no answer, or there is none. */
  private noEntities(step: FetchStep, groups: readonly EntityGroup[], result: SubgraphResult): void {
    const errors = result.errors ?? [];
    if (errors.length === 0) this.faults.add(step.subgraph, unavailable(), this.placesOf(step, objectsIn(groups)));
    this.addEntityErrors(step, groups, result);
    this.faults.addMissing(step.path);
  }

  private addEntityErrors(step: FetchStep, groups: readonly EntityGroup[], { errors = [] }: SubgraphResult): void {
    for (const error of errors) {
      const [, index, ...rest] = renamedPlace(error.path ?? [], step.outputRewrites);
      const group = typeof index === 'number' ? groups[index] : undefined;
      const places = this.placesOf(step, group?.objects ?? objectsIn(groups));
      this.faults.add(
        step.subgraph,
        error,
        places.map((place) => [...place, ...rest]),
      );
    }
  }

  private placesOf({ path }: FetchStep, objects: readonly AnswerObject[]): Place[] {
    return placesOf(this.data, path, new Set(objects), maxPlacesPerError);
  }

  private targetsOf({ path, mayRepeat }: FetchStep): readonly AnswerObject[] {
    const targets = objectsAt(this.data, path);
    return mayRepeat ? [...new Set(targets)] : targets;
  }

  private groupsOf(step: FetchStep, objects: readonly AnswerObject[]): EntityGroup[] {
    const { representations } = step;
    const groups = new Map<string, EntityGroup>();
    const waiting: AnswerObject[] = [];
    for (const object of objects) {
      const key = representations?.keyOf(object) ?? null;
      if (representations === null) continue;
      if (key === null) {
        waiting.push(object);
        continue;
      }
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { representation: representations.of(object), objects: [object] });
      else known.objects.push(object);
    }
    if (waiting.length > 0) this.waiting.set(step, waiting);
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

/** One object, or null, for each entity that was asked for: anything else would be put in the wrong place. */
function isEntityList(entities: unknown, length: number): entities is readonly (AnswerObject | null)[] {
  return (
    Array.isArray(entities) &&
    entities.length === length &&
    entities.every((entity) => entity === null || isAnswerObject(entity))
  );
}

function objectsIn(groups: readonly EntityGroup[]): AnswerObject[] {
  return groups.flatMap(({ objects }) => objects);
}
