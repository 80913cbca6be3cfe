import { type DocumentNode, visit } from 'graphql';
import { argumentOf, join } from './joinDirectives';

/** Which progressively overridden fields have moved to their new subgraph, for one request. */
export interface Overrides {
  /** By label (`@override(label:)`). */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Equal for requests with the same conditions. */
  readonly key: string;
}

/** Decides anew for each request what its fields with `percent(n)` do. */
export type DrawOverrides = () => Overrides;

const percentage = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * A label `percent(n)` holds for n of a hundred requests, any other for those named in `active` (the join
 * specification, v0.4: what a label means is the router's to say).
 */
export function createOverrides(
  supergraph: DocumentNode,
  active: readonly string[],
  random: () => number = Math.random,
): DrawOverrides {
  const labels = overrideLabels(supergraph);
  return () => {
    const conditions = new Map(labels.map((label) => [label, holds(label, active, random)]));
    return { conditions, key: [...conditions.values()].map(Number).join('') };
  };
}

function overrideLabels(supergraph: DocumentNode): readonly string[] {
  const labels = new Set<string>();
  visit(supergraph, {
    FieldDefinition({ directives = [] }) {
      for (const directive of directives) {
        const label = directive.name.value === join.field ? argumentOf(directive, 'overrideLabel') : undefined;
        if (typeof label === 'string') labels.add(label);
      }
    },
  });
  return [...labels];
}

function holds(label: string, active: readonly string[], random: () => number): boolean {
  const percent = percentage.exec(label)?.[1];
  return percent === undefined ? active.includes(label) : random() * 100 < Number(percent);
}
