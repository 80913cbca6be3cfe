const { parseSync } = require('@swc/core');
const { bindingsOf } = require('./bindings');
const { isConstant, wrappers } = require('./constants');
const { looksLikeClause, looksLikeSql } = require('./sqlText');
const { walk } = require('./walk');

/** Methods whose first argument goes to the database as SQL: of pg, and of TypeORM's managers and query builders. */
const takesSql = new Set(
  `query where andWhere orWhere having andHaving orHaving orderBy addOrderBy groupBy addGroupBy addSelect addFrom
   distinctOn orIgnore returning`.split(/\s+/),
);
/** Of these the SQL is a later argument: the condition of a join. */
const takesCondition = new Set(
  ['left', 'inner'].flatMap((kind) => ['', 'AndSelect', 'AndMapOne', 'AndMapMany'].map((end) => `${kind}Join${end}`)),
);

/**
 * Finds SQL that is put together from anything but constants. What may stand in SQL is described in CONTRIBUTING.md.
 * @param {string} source the text of a TypeScript module
 * @param {(path: string, name: string) => boolean} isImportedConstant whether another module exports a constant there
 * @returns {{ line: number, problem: string }[]}
 */
function findUnsafeSql(source, isImportedConstant = () => false) {
  const module = parse(source);
  const names = bindingsOf(module, isImportedConstant);
  const found = new Map();
  const report = (node, problem) => {
    const line = lineOf(source, node.span);
    // What is further inside is said more exactly.
    found.set(line, { line, problem });
  };

  walk(module, (node, functions) => {
    if (isCastToSql(node)) report(node, 'a cast makes any text a piece of SQL: write it with sql`...`');
    if (isJoined(node)) report(node, 'SQL is joined with +: write one template, and values as parameters');
    if (node.type === 'TemplateLiteral' && isLikeSql(node) && !isConstant(node, names)) {
      report(node, 'SQL has something interpolated that is no constant: make it a parameter');
    }
    for (const text of sqlArguments(node)) {
      if (isText(text) && !isConstant(text, names) && !isPassedOn(text, functions)) {
        report(text, `${node.callee.property.value}() gets SQL that is no constant`);
      }
    }
  });
  return [...found.values()].toSorted((one, other) => one.line - other.line);
}

/** @returns {(name: string) => boolean} whether the module exports a constant under that name */
function constantsOf(source, isImportedConstant) {
  return bindingsOf(parse(source), isImportedConstant).isConstantExport;
}

const parse = (source) => parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' });

function sqlArguments(node) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const { value: method } = node.callee.property;
  const given = node.arguments.map(({ expression }) => expression);
  if (takesSql.has(method)) return given.slice(0, 1).map(textOf);
  return takesCondition.has(method) ? given.slice(2, 3) : [];
}

/** pg takes `{ text, values }` as well. */
function textOf(argument) {
  if (argument.type !== 'ObjectExpression') return argument;
  const text = argument.properties.find(
    ({ key, type, value }) => (type === 'Identifier' ? value : key?.value) === 'text',
  );
  return (text?.type === 'Identifier' ? text : text?.value) ?? argument;
}

/** A criterion by columns (`{ id }`) or a callback with a query builder of its own is no text. */
function isText({ type }) {
  return !['ObjectExpression', 'ArrowFunctionExpression', 'FunctionExpression', 'NewExpression'].includes(type);
}

/** Of a function that is itself called `query` every caller is checked, so it may pass on what it was given. */
function isPassedOn(node, functions) {
  const around = functions.at(-1);
  const name = around?.key?.value ?? around?.identifier?.value;
  if (node.type !== 'Identifier' || name !== 'query') return false;
  const [first] = around.params ?? around.function?.params ?? [];
  const pattern = first?.pat ?? first;
  return pattern?.value === node.value;
}

const isLikeSql = ({ quasis }) => looksLikeSql(quasis.map(({ raw }) => raw).join(' '));

function isJoined(node) {
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return beginsLikeSql(node.left) || isClause(node.right);
  return node.type === 'AssignmentExpression' && node.operator === '+=' && isClause(node.right);
}

function beginsLikeSql(node) {
  if (wrappers.has(node.type)) return beginsLikeSql(node.expression);
  if (node.type === 'StringLiteral') return looksLikeSql(node.value);
  return node.type === 'TemplateLiteral' && isLikeSql(node);
}

function isClause(node) {
  if (node.type === 'StringLiteral') return looksLikeClause(node.value);
  return node.type === 'TemplateLiteral' && looksLikeClause(node.quasis[0].raw);
}

const isCastToSql = (node) =>
  (node.type === 'TsAsExpression' || node.type === 'TsTypeAssertion') &&
  node.typeAnnotation.type === 'TsTypeReference' &&
  node.typeAnnotation.typeName.value === 'SqlText';

/** swc counts bytes, from one. */
function lineOf(source, { start }) {
  return Buffer.from(source)
    .subarray(0, start - 1)
    .toString()
    .split('\n').length;
}

module.exports = { constantsOf, findUnsafeSql };
