import { type FieldNode, Kind, type NameNode, print, visit } from 'graphql';
import { responseKey } from '../../authorization/refusedPaths';
import { documentOf, type Fragments, fragmentsByName, type OperationParts } from '../../supergraph/operationParts';
import type { Place } from '../answer/answerPath';

/**
 * Under which keys an operation's fields are fetched: the client's own, but where it took the name of a field that plans
 * fetch for themselves, such as one that an entity is found by, for something else. Such a field gets a key of its own.
 */
export interface PlannedKeys {
  /** The key of a field, which may be one of several for the same key of the client's. */
  of(node: FieldNode): string;
  /** A place of the answer, as the client knows it. */
  clientPlace(place: Place): Place;
}

export function plannedKeys(parts: OperationParts, reserved: ReadonlySet<string>): PlannedKeys {
  const planned = new Map<string, string>();
  const clientKeys = new Map<string, string>();
  const texts = new Map<FieldNode, string>();

  const textOf = (node: FieldNode): string => {
    let text = texts.get(node);
    if (text === undefined) {
      const args = (node.arguments ?? []).map((argument) => print(argument)).toSorted();
      texts.set(node, (text = `${responseKey(node)} ${node.name.value} ${args.join()}`));
    }
    return text;
  };
  visit(documentOf(parts), {
    Field(node) {
      if (isPlain(node) || !reserved.has(responseKey(node)) || planned.has(textOf(node))) return;
      const key = `${node.name.value.replace(/^__/, '')}__as_${planned.size}`;
      planned.set(textOf(node), key);
      clientKeys.set(key, responseKey(node));
    },
  });
  return {
    // What was taken out of the operation for one viewer has its key from the whole of it.
    of: (node) =>
      planned.size === 0 || isPlain(node) ? responseKey(node) : (planned.get(textOf(node)) ?? responseKey(node)),
    clientPlace: (place) => place.map((step) => (typeof step === 'string' ? (clientKeys.get(step) ?? step) : step)),
  };
}

function isPlain(node: FieldNode): boolean {
  return node.alias === undefined && !node.arguments?.length;
}

/** The operation as it is planned. */
export function withPlannedKeys(parts: OperationParts, keys: PlannedKeys): OperationParts {
  const rename = <T extends OperationParts['operation'] | Fragments[string]>(node: T): T =>
    visit(node, {
      Field: {
        leave: (field) =>
          keys.of(field) === responseKey(field) ? undefined : { ...field, alias: nameNode(keys.of(field)) },
      },
    });
  return {
    operation: rename(parts.operation),
    fragments: fragmentsByName(Object.values(parts.fragments).map((fragment) => rename(fragment))),
  };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
