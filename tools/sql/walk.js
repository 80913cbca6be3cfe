/**
 * Calls back for every node below `node`, outer before inner, with the functions around it, innermost last.
 * @param {unknown} node of swc's syntax tree
 * @param {(node: object, functions: readonly object[]) => void} visit
 */
function walk(node, visit, functions = []) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, functions);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') visit(node, functions);
  const inner = isFunction(node) ? [...functions, node] : functions;
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit, inner);
}

const isFunction = (node) => Array.isArray(node.params) || node.type === 'ClassMethod';

module.exports = { walk };
