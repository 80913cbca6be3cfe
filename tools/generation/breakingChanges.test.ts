import { BreakingChangeType } from 'graphql';
import { breakingChanges } from './breakingChanges';

const released = `
  directive @slow(why: String) repeatable on FIELD | QUERY
  type Query { user(id: ID!, after: String): User, users(first: Int): [User!]!, pet: Pet, filter(by: Filter): Int }
  interface Named { name: String! }
  type User implements Named { name: String!, role: Role }
  enum Role { COOK, GUEST }
  union Pet = Cat | Dog
  type Cat { id: ID! }
  type Dog { id: ID! }
  input Filter { name: String }
  scalar Money
  type Bill { total: Money! }
`;
const after = (from: string, to: string) => {
  if (!released.includes(from)) throw new Error(`the sample has no ${from}`);
  return breakingChanges(released, released.replace(from, to)).map(({ coordinate }) => coordinate);
};

describe('breaking changes', () => {
  it.each([
    [BreakingChangeType.TYPE_REMOVED, 'type Bill { total: Money! }', '', 'Bill'],
    [BreakingChangeType.TYPE_CHANGED_KIND, 'input Filter { name: String }', 'scalar Filter', 'Filter'],
    [BreakingChangeType.TYPE_REMOVED_FROM_UNION, 'Cat | Dog', 'Cat', 'Pet'],
    [BreakingChangeType.VALUE_REMOVED_FROM_ENUM, 'COOK, GUEST', 'GUEST', 'Role.COOK'],
    [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED, 'Filter { name', 'Filter { age: Int!, name', 'Filter.age'],
    [BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED, 'User implements Named', 'User', 'User'],
    [BreakingChangeType.FIELD_REMOVED, ', role: Role', '', 'User.role'],
    [BreakingChangeType.FIELD_CHANGED_KIND, 'users(first: Int): [User!]!', 'users(first: Int): [User!]', 'Query.users'],
    [BreakingChangeType.REQUIRED_ARG_ADDED, '(first: Int)', '(first: Int, of: ID!)', 'Query.users(of:)'],
    [BreakingChangeType.ARG_REMOVED, ', after: String', '', 'Query.user(after:)'],
    [BreakingChangeType.ARG_CHANGED_KIND, 'after: String', 'after: Int', 'Query.user(after:)'],
    [BreakingChangeType.DIRECTIVE_REMOVED, 'directive @slow(why: String) repeatable on FIELD | QUERY', '', '@slow'],
    [BreakingChangeType.DIRECTIVE_ARG_REMOVED, '@slow(why: String)', '@slow', '@slow(why:)'],
    [BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED, 'why: String)', 'why: String, by: ID!)', '@slow(by:)'],
    [BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED, ' repeatable', '', '@slow'],
    [BreakingChangeType.DIRECTIVE_LOCATION_REMOVED, 'FIELD | QUERY', 'FIELD', '@slow'],
  ])('%s is found with its coordinate', (_kind, from, to, coordinate) => {
    expect(after(from, to)).toEqual([coordinate]);
  });

  it.each([
    ['a field', 'role: Role }', 'role: Role, age: Int! }'],
    ['an optional argument', '(first: Int)', '(first: Int, of: ID)'],
    ['a deprecation', 'role: Role', 'role: Role @deprecated(reason: "Use x.")'],
    ['a null that is no longer possible', 'pet: Pet', 'pet: Pet!'],
  ])('%s is none', (_name, from, to) => {
    expect(after(from, to)).toEqual([]);
  });
});
