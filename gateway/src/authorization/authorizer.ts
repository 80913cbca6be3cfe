import type { Viewer } from '@marquee/shared/auth';
import { AccessDenied, Unauthenticated } from '@marquee/shared/errors';
import { type DocumentNode, type FieldNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { type PlannedKeys, plannedKeys } from '../execution/plan/plannedKeys';
import type { TypeFacts } from '../execution/plan/typeFacts';
import { createPrograms } from '../execution/programs';
import { LruMap } from '../lruMap';
import { type OperationParts, operationParts } from '../supergraph/operationParts';
import type { PlanOperation } from '../supergraph/planCache';
import type { SupergraphSnapshot } from '../supergraph/supergraphSnapshot';
import type { AccessRules } from './accessRules';
import type { AuthorizedOperation } from './authorizedOperation';
import { filterOperation } from './filterOperation';
import { isIncluded, type RefusedPath, refusedPaths } from './refusedPaths';
import { isMet, type Requirement, requirementKey } from './requirement';

export interface AuthorizerOptions {
  readonly schema: GraphQLSchema;
  readonly rules: AccessRules;
  readonly plan: PlanOperation;
  readonly types: TypeFacts;
  /** Names that plans use for purposes of their own. */
  readonly reservedKeys: ReadonlySet<string>;
}

/** An operation with the requirements it touches, and its forms for viewers who meet different ones of them. */
interface KnownOperation {
  readonly parts: OperationParts;
  readonly keys: PlannedKeys;
  readonly requirements: readonly Requirement[];
  readonly forms: LruMap<string, AuthorizedOperation>;
}

const maxFormsPerOperation = 64;
const maxOperationsPerDocument = 64;

/** Decides by document and by which requirements the viewer meets; both are remembered, never the viewer. */
export function createAuthorizer(options: AuthorizerOptions): SupergraphSnapshot['authorize'] {
  const documents = new WeakMap<DocumentNode, LruMap<string, KnownOperation>>();

  function knownOperation(document: DocumentNode, operationName: string | undefined): KnownOperation {
    let operations = documents.get(document);
    if (operations === undefined) documents.set(document, (operations = new LruMap(maxOperationsPerDocument)));
    const known = operations.get(operationName ?? '');
    if (known !== undefined) return known;
    const parts = operationParts(document, operationName);
    const requirements = options.rules.isEmpty ? [] : touchedRequirements(options, parts);
    const operation = {
      parts,
      keys: plannedKeys(parts, options.reservedKeys),
      requirements,
      forms: new LruMap<string, AuthorizedOperation>(maxFormsPerOperation),
    };
    operations.set(operationName ?? '', operation);
    return operation;
  }

  return (document, operationName, viewer) => {
    const { parts, keys, requirements, forms } = knownOperation(document, operationName);
    const met = new Map(requirements.map((requirement) => [requirementKey(requirement), isMet(requirement, viewer)]));
    const formKey = `${viewer === null ? 'anonymous' : 'signed in'} ${[...met.values()].map(Number).join('')}`;
    const form = forms.get(formKey) ?? authorizeFor(options, { parts, keys }, met, { viewer, form: formKey });
    forms.set(formKey, form);
    return form;
  };
}

function touchedRequirements({ schema, rules }: AuthorizerOptions, parts: OperationParts): readonly Requirement[] {
  const touched = new Map<string, Requirement>();
  const isGranted = (requirement: Requirement): boolean => {
    touched.set(requirementKey(requirement), requirement);
    return true;
  };
  filterOperation({ ...parts, schema, rules, isGranted });
  return [...touched.values()];
}

function authorizeFor(
  { schema, rules, plan, types }: AuthorizerOptions,
  { parts, keys }: Pick<KnownOperation, 'parts' | 'keys'>,
  met: ReadonlyMap<string, boolean>,
  { viewer, form }: { readonly viewer: Viewer | null; readonly form: string },
): AuthorizedOperation {
  const { clientPlace } = keys;
  const shaping = { schema, types, parts, keys, plan };
  const whole = (): AuthorizedOperation => ({
    form,
    parts,
    granted: parts,
    clientPlace,
    isComplete: true,
    programFor: createPrograms({ ...shaping, granted: parts, refused: nothing }),
    refusals: () => [],
  });
  if ([...met.values()].every(Boolean)) return whole();
  const isGranted = (requirement: Requirement): boolean => met.get(requirementKey(requirement)) === true;
  const { granted, refused } = filterOperation({ ...parts, schema, rules, isGranted });
  if (refused.size === 0) return whole();
  const paths = refusedPaths(parts, refused);
  const fault = viewer === null ? new Unauthenticated() : new AccessDenied();
  return {
    form,
    parts,
    granted,
    clientPlace,
    isComplete: false,
    programFor: createPrograms({ ...shaping, granted, refused }),
    refusals: (data, variables) => refusalErrors(paths, data, variables, fault),
  };
}

const nothing: ReadonlySet<FieldNode> = new Set();

/** One error per refused field. Its path is the field's first place in the answer, or where it would have been. */
function refusalErrors(
  paths: readonly RefusedPath[],
  data: unknown,
  variables: Readonly<Record<string, unknown>>,
  { code, message }: { code: string; message: string },
): GraphQLError[] {
  const errors = new Map<string, GraphQLError>();
  for (const { keys, selections } of paths) {
    if (!selections.every((selection) => isIncluded(selection, variables))) continue;
    const path = firstPlace(keys, data);
    errors.set(keys.join('.'), new GraphQLError(message, { path, extensions: { code } }));
  }
  return [...errors.values()];
}

function firstPlace(keys: readonly string[], data: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let place = data;
  for (const key of keys) {
    while (Array.isArray(place)) {
      const index = place.findIndex((element) => element !== null);
      if (index < 0) break;
      path.push(index);
      place = place[index];
    }
    path.push(key);
    place = (place as Record<string, unknown> | null | undefined)?.[key];
  }
  return path;
}
