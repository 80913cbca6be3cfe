/** What pg makes safe itself, for the statements (create database) that take no parameters. */
const escapes = new Set(['escapeIdentifier', 'escapeLiteral']);
const wrappers = new Set([
  'ParenthesisExpression',
  'TsAsExpression',
  'TsConstAssertion',
  'TsNonNullExpression',
  'TsSatisfiesExpression',
]);
const literals = new Set(['StringLiteral', 'NumericLiteral', 'BigIntLiteral', 'BooleanLiteral', 'NullLiteral']);

/**
 * Whether the value of an expression stands in the code, whatever a caller sends.
 * @param {object} node of swc's syntax tree
 * @param {{ isConstantName: (identifier: object) => boolean, isComposer: (callee: object) => boolean }} names
 * @returns {boolean}
 */
function isConstant(node, names) {
  const all = (nodes) => nodes.every((part) => isConstant(part, names));
  if (literals.has(node.type)) return true;
  if (wrappers.has(node.type)) return all([node.expression]);
  switch (node.type) {
    case 'TemplateLiteral':
      return all(node.expressions);
    case 'TaggedTemplateExpression':
      // The compiler has made sure that it is given nothing but pieces of SQL.
      return names.isComposer(node.tag);
    case 'ConditionalExpression':
      return all([node.consequent, node.alternate]);
    case 'ArrayExpression':
      return node.elements.every((item) => item !== null && item.spread === null && all([item.expression]));
    case 'ObjectExpression':
      return node.properties.every((item) => item.type === 'KeyValueProperty' && all([item.value]));
    case 'CallExpression':
      return names.isComposer(node.callee) || isEscape(node.callee);
    case 'MemberExpression':
      // Whatever the member: `columns[field]` is how a caller's choice picks one of the columns there are.
      return all([node.object]);
    case 'Identifier':
      return names.isConstantName(node);
    default:
      return false;
  }
}

function isEscape(callee) {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && escapes.has(name.value);
}

module.exports = { isConstant, wrappers };
