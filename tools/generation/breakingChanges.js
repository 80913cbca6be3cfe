const { BreakingChangeType: Change, buildSchema, findBreakingChanges } = require('graphql');

/**
 * The schema coordinate of each kind of change, read from what `graphql` says about it; its findings carry no other
 * mark of where they are.
 */
const coordinates = {
  [Change.TYPE_REMOVED]: [/^(?:Standard scalar )?(\w+) was removed/, ([type]) => type],
  [Change.TYPE_CHANGED_KIND]: [/^(\w+) changed from /, ([type]) => type],
  [Change.TYPE_REMOVED_FROM_UNION]: [/^(\w+) was removed from union type (\w+)\.$/, ([, union]) => union],
  [Change.VALUE_REMOVED_FROM_ENUM]: [
    /^(\w+) was removed from enum type (\w+)\.$/,
    ([value, type]) => `${type}.${value}`,
  ],
  [Change.REQUIRED_INPUT_FIELD_ADDED]: [
    /^A required field (\w+) on input type (\w+) was added\.$/,
    ([field, type]) => `${type}.${field}`,
  ],
  [Change.IMPLEMENTED_INTERFACE_REMOVED]: [/^(\w+) no longer implements interface \w+\.$/, ([type]) => type],
  [Change.FIELD_REMOVED]: [/^(\w+)\.(\w+) was removed\.$/, ([type, field]) => `${type}.${field}`],
  [Change.FIELD_CHANGED_KIND]: [/^(\w+)\.(\w+) changed type from /, ([type, field]) => `${type}.${field}`],
  [Change.REQUIRED_ARG_ADDED]: [
    /^A required arg (\w+) on ([\w.]+) was added\.$/,
    ([arg, field]) => `${field}(${arg}:)`,
  ],
  [Change.ARG_REMOVED]: [/^([\w.]+) arg (\w+) was removed\.$/, ([field, arg]) => `${field}(${arg}:)`],
  [Change.ARG_CHANGED_KIND]: [/^([\w.]+) arg (\w+) has changed type from /, ([field, arg]) => `${field}(${arg}:)`],
  [Change.DIRECTIVE_REMOVED]: [/^(\w+) was removed\.$/, ([name]) => `@${name}`],
  [Change.DIRECTIVE_ARG_REMOVED]: [/^(\w+) was removed from (\w+)\.$/, ([arg, name]) => `@${name}(${arg}:)`],
  [Change.REQUIRED_DIRECTIVE_ARG_ADDED]: [
    /^A required arg (\w+) on directive (\w+) was added\.$/,
    ([arg, name]) => `@${name}(${arg}:)`,
  ],
  [Change.DIRECTIVE_REPEATABLE_REMOVED]: [/^Repeatable flag was removed from (\w+)\.$/, ([name]) => `@${name}`],
  [Change.DIRECTIVE_LOCATION_REMOVED]: [/^\w+ was removed from (\w+)\.$/, ([name]) => `@${name}`],
};

/**
 * What a client of the released schema may trip over in the current one.
 * @param {string} releasedSdl @param {string} currentSdl
 * @returns {{ coordinate: string, description: string }[]}
 */
function breakingChanges(releasedSdl, currentSdl) {
  const found = findBreakingChanges(buildSchema(releasedSdl), buildSchema(currentSdl));
  return found.map(({ type, description }) => ({ coordinate: coordinateOf(type, description), description }));
}

function coordinateOf(type, description) {
  const [form, coordinate] = coordinates[type] ?? [];
  const match = form?.exec(description);
  if (!match) throw new Error(`a breaking change of an unknown kind, ${type}: ${description}`);
  return coordinate(match.slice(1));
}

module.exports = { breakingChanges };
