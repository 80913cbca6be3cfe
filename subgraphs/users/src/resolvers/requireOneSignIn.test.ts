import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { requireOneSignIn } from './requireOneSignIn';

function check(source: string): void {
  const { definitions } = parse(source);
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  requireOneSignIn({ operation, fragments: Object.fromEntries(fragments.map((node) => [node.name.value, node])) });
}

describe('an operation', () => {
  it('may sign in once, whatever else it does', () => {
    expect(() => check('mutation { logout { revokedSessions } login { user { id } } }')).not.toThrow();
  });

  it.each([
    ['two aliases', 'mutation { a: login { user { id } } b: login { user { id } } }'],
    ['a login and a registration', 'mutation { login { user { id } } register { user { id } } }'],
    [
      'a fragment',
      'mutation { a: login { user { id } } ...More } fragment More on Mutation { b: login { user { id } } }',
    ],
    ['an inline fragment', 'mutation { a: login { user { id } } ... { b: login { user { id } } } }'],
  ])('may not sign in twice by %s', (_way, source) => {
    expect(() => check(source)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });
});
