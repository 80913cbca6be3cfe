import { isInterfaceType, isObjectType, type Schema } from '@apollo/federation-internals';
import type { Requirement } from './requirement';

/** The requirements of a supergraph's types and fields. */
export interface AccessRules {
  readonly isEmpty: boolean;
  ofType(typeName: string): readonly Requirement[];
  ofField(typeName: string, fieldName: string): readonly Requirement[];
}

const none: readonly Requirement[] = [];

/** Reads `@authenticated`, `@requiresScopes` and `@policy`, under whatever names the supergraph imports them. */
export function readAccessRules(supergraph: Schema): AccessRules {
  const byCoordinate = new Map<string, readonly Requirement[]>();
  const directives = securityDirectives(supergraph);

  const add = (coordinate: string, element: Applied): void => {
    const requirements = directives.flatMap(({ name, read }) =>
      element.appliedDirectivesOf(name).map((applied) => read(applied.arguments())),
    );
    if (requirements.length > 0) byCoordinate.set(coordinate, requirements);
  };
  for (const type of supergraph.types()) {
    add(type.name, type);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) add(`${type.name}.${field.name}`, field);
  }

  return {
    isEmpty: byCoordinate.size === 0,
    ofType: (typeName) => byCoordinate.get(typeName) ?? none,
    ofField: (typeName, fieldName) => byCoordinate.get(`${typeName}.${fieldName}`) ?? none,
  };
}

interface Applied {
  appliedDirectivesOf(name: string): readonly { arguments(): Readonly<Record<string, unknown>> }[];
}

interface SecurityDirective {
  readonly name: string;
  readonly read: (args: Record<string, unknown>) => Requirement;
}

const features: Readonly<Record<string, SecurityDirective['read']>> = {
  authenticated: () => ({ kind: 'authenticated' }),
  requiresScopes: ({ scopes }) => ({ kind: 'scopes', anyOf: scopes as string[][] }),
  policy: ({ policies }) => ({ kind: 'scopes', anyOf: policies as string[][] }),
};

function securityDirectives(supergraph: Schema): SecurityDirective[] {
  return Object.entries(features).flatMap(([feature, read]) => {
    const linked = supergraph.coreFeatures?.getByIdentity(`https://specs.apollo.dev/${feature}`);
    return linked === undefined ? [] : [{ name: linked.directiveNameInSchema(feature), read }];
  });
}
