import {
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { fragmentsByName, type OperationParts } from '../supergraph/operationParts';
import { rootFieldNames, rootSelections } from '../supergraph/rootSelections';
import { finiteNumbers } from './finiteNumbers';
import { maxDepth } from './maxDepth';
import { wholeAnswers } from './wholeAnswers';

export interface OperationLimits {
  /** Of these root fields one operation may ask for one, once. */
  readonly oncePerOperation: readonly string[];
  readonly maxDepth: number;
}

/** What an operation must keep to beyond GraphQL's own rules, over HTTP and websocket alike. */
export function createOperationRules(limits: OperationLimits): readonly ValidationRule[] {
  return [
    noTakenVariable,
    noConditionalSubscription,
    onlyOnce(limits.oncePerOperation),
    maxDepth(limits.maxDepth),
    finiteNumbers,
    wholeAnswers,
  ];
}

/** Under this name the planner passes entities to a subgraph, beside the client's own variables. */
const takenVariable = 'representations';

const noTakenVariable: ValidationRule = (context) => ({
  VariableDefinition(node) {
    if (node.variable.name.value !== takenVariable) return;
    context.reportError(
      new GraphQLError(`The variable name $${takenVariable} is taken. Use another.`, { nodes: node }),
    );
  },
});

/** Without its one field a subscription has no events. Later drafts of the specification say the same. */
const noConditionalSubscription: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    const conditions = rootSelections(partsOf(operation, context)).flatMap(({ directives = [] }) =>
      directives.filter(({ name }) => conditionNames.includes(name.value)),
    );
    if (conditions.length === 0) return;
    context.reportError(new GraphQLError('The field of a subscription cannot be skipped.', { nodes: conditions }));
  },
});

const conditionNames: readonly string[] = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name];

/**
 * A subgraph sees only its own part of an operation: with something of another subgraph between them, two of these
 * fields reach it as two requests.
 */
function onlyOnce(fieldNames: readonly string[]): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      const asked = rootFieldNames(partsOf(operation, context)).filter((name) => fieldNames.includes(name));
      if (asked.length <= 1) return;
      const message = `One request may ask for only one of these, and once: ${fieldNames.join(', ')}.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  });
}

function partsOf(operation: OperationDefinitionNode, context: ValidationContext): OperationParts {
  return { operation, fragments: fragmentsByName(context.getRecursivelyReferencedFragments(operation)) };
}
