import { type FloatValueNode, GraphQLError, type IntValueNode, type ValidationRule } from 'graphql';

/**
 * No number beyond the range of a double, such as 1e400. GraphQL's own rules take it for any Float, and read it as
 * Infinity: that is no JSON, so no subgraph can be asked with it.
 */
export const finiteNumbers: ValidationRule = (context) => {
  const check = (node: IntValueNode | FloatValueNode): void => {
    if (Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError('A number must be within the range of a double.', { nodes: node }));
  };
  return { IntValue: check, FloatValue: check };
};
