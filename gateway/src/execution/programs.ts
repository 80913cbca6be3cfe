import type { AuthorizedOperation } from '../authorization/authorizedOperation';
import type { Variables } from '../authorization/refusedPaths';
import { LruMap } from '../lruMap';
import type { OperationParts } from '../supergraph/operationParts';
import type { PlanOperation } from '../supergraph/planCache';
import type { Overrides } from '../supergraph/planning/overrides';
import type { CompiledPlan } from './plan/compiledPlan';
import { conditionVariables } from './plan/conditions';
import { specialise } from './plan/specialise';
import { compileShape, type ShapeAnswer, type ShapeOptions } from './shape/compileShape';

/** How one form of an operation is answered. */
export interface Program {
  /** Null when nothing is to be fetched. */
  readonly plan: CompiledPlan | null;
  readonly shape: ShapeAnswer;
}

export interface ProgramOptions extends Omit<ShapeOptions, 'conditions'> {
  /** What of the operation the viewer may have; null for nothing. */
  readonly granted: OperationParts | null;
  readonly plan: PlanOperation;
}

/** Each Boolean variable, and each label, may double the forms of an operation, so not all of them are kept. */
const maxForms = 64;

/**
 * The program for each combination of the variables that `@skip` and `@include` go by, and of the overrides that hold;
 * made when it first comes.
 */
export function createPrograms(options: ProgramOptions): AuthorizedOperation['programFor'] {
  const names = conditionVariables(options.parts);
  const programs = new LruMap<string, Program>(maxForms);
  return (coerced, overrides) => {
    const conditionsKey = names.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    const key = `${overrides.key} ${conditionsKey}`;
    let program = programs.get(key);
    if (program === undefined) {
      const conditions = Object.fromEntries(names.map((name) => [name, coerced[name] === true]));
      programs.set(key, (program = compileProgram(options, conditions, overrides)));
    }
    return program;
  };
}

function compileProgram(
  { granted, plan, ...options }: ProgramOptions,
  conditions: Variables,
  overrides: Overrides,
): Program {
  const left = granted === null ? null : specialise(granted, conditions);
  return {
    plan: left === null ? null : plan(left, options.keys, overrides),
    shape: compileShape({ ...options, conditions }),
  };
}
