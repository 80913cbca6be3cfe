import { GraphQLError, type ValidationRule } from 'graphql';

const incremental: ReadonlySet<string> = new Set(['defer', 'stream']);

/** No `@defer` and no `@stream`, whether or not the schema has them: nothing here sends an answer in pieces. */
export const wholeAnswers: ValidationRule = (context) => ({
  Directive(node) {
    const name = node.name.value;
    if (!incremental.has(name)) return;
    context.reportError(new GraphQLError(`Answers come in one piece, so @${name} is not served.`, { nodes: node }));
  },
});
