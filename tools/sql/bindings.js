const { isConstant } = require('./constants');
const { walk } = require('./walk');

/** What `shared/src/database/sql.ts` exports. */
const composers = new Set(['sql', 'joinSql', 'sqlName']);
const composerModules = /^@marquee\/shared\/database$|^\.{1,2}\/(.*\/)?(database|sql)$/;

/**
 * Tells of each name in a module whether its value stands in the code. swc has resolved the scopes already: a name and
 * its context are one binding.
 * @param {object} module of swc's syntax tree
 * @param {(path: string, name: string) => boolean} isImportedConstant asks the same of what another module exports
 * @returns {{ isConstantName: (identifier: object) => boolean, isComposer: (callee: object) => boolean,
 *   isConstantExport: (name: string) => boolean }}
 */
function bindingsOf(module, isImportedConstant) {
  const values = new Map();
  const imports = new Map();
  const exported = new Map();
  const changed = new Set();
  const typed = new Set();
  const bind = (identifier, value) => values.set(keyOf(identifier), value);

  walk(module, (node) => {
    for (const { id, value } of declarations(node)) bindPattern(id, value, bind);
    for (const { local, source, name } of imported(node)) imports.set(keyOf(local), { source, name });
    if (isPieceOfSql(node)) typed.add(keyOf(node));
    const target = changedObject(node);
    if (target?.type === 'Identifier') changed.add(keyOf(target));
  });
  for (const item of module.body) for (const id of exportedNames(item)) exported.set(id.value, id);

  const open = new Set();
  function isConstantName(identifier) {
    const key = keyOf(identifier);
    if (typed.has(key)) return true;
    const from = imports.get(key);
    if (from !== undefined) return isImportedConstant(from.source, from.name);
    const value = values.get(key);
    // A name that stands, by way of others, for itself stands for nothing.
    if (value === undefined || changed.has(key) || open.has(key)) return false;
    open.add(key);
    try {
      return isConstant(value, names);
    } finally {
      open.delete(key);
    }
  }
  function isComposer(callee) {
    const from = callee.type === 'Identifier' ? imports.get(keyOf(callee)) : undefined;
    return from !== undefined && composers.has(from.name) && composerModules.test(from.source);
  }
  const isConstantExport = (name) => exported.has(name) && isConstantName(exported.get(name));
  const names = { isConstantName, isComposer, isConstantExport };
  return names;
}

const keyOf = ({ value, ctxt }) => `${value} ${ctxt}`;

/** A parameter or variable that the compiler lets hold nothing but what `sql` has made. */
function isPieceOfSql({ type, typeAnnotation }) {
  const declared = type === 'Identifier' ? typeAnnotation?.typeAnnotation : undefined;
  return declared?.type === 'TsTypeReference' && declared.typeName.value === 'SqlText';
}

/** Each turn of a loop over a constant list has a constant too. */
function declarations(node) {
  if (node.type === 'VariableDeclaration' && node.kind === 'const') {
    return node.declarations.filter(({ init }) => init).map(({ id, init }) => ({ id, value: init }));
  }
  if (node.type === 'ForOfStatement' && node.left.type === 'VariableDeclaration' && node.left.kind === 'const') {
    return node.left.declarations.map(({ id }) => ({ id, value: node.right }));
  }
  return [];
}

/** Parts of a constant are constant, so each name in a pattern stands for the whole. */
function bindPattern(pattern, value, bind) {
  if (pattern.type === 'Identifier') bind(pattern, value);
  if (pattern.type === 'ArrayPattern') {
    for (const item of pattern.elements) if (item !== null) bindPattern(item, value, bind);
  }
  if (pattern.type === 'ObjectPattern') {
    for (const item of pattern.properties) {
      if (item.type === 'KeyValuePatternProperty') bindPattern(item.value, value, bind);
      if (item.type === 'AssignmentPatternProperty' && item.value === null) bind(item.key, value);
    }
  }
}

function imported(node) {
  if (node.type !== 'ImportDeclaration') return [];
  return node.specifiers
    .filter(({ type }) => type === 'ImportSpecifier')
    .map(({ local, imported: original }) => ({ local, source: node.source.value, name: (original ?? local).value }));
}

function exportedNames(item) {
  if (item.type !== 'ExportDeclaration' || item.declaration.type !== 'VariableDeclaration') return [];
  return item.declaration.declarations.map(({ id }) => id).filter(({ type }) => type === 'Identifier');
}

const changers = new Set(['push', 'unshift', 'splice', 'fill', 'copyWithin', 'set', 'assign']);

/** A list or object that is added to after it was declared is no constant. */
function changedObject(node) {
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') return node.left.object;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property } = node.callee;
  if (!changers.has(property.value)) return null;
  return object.value === 'Object' ? (node.arguments[0]?.expression ?? null) : object;
}

module.exports = { bindingsOf };
