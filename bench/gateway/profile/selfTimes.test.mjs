import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selfTimes } from './selfTimes.mjs';

const frame = (functionName, url) => ({ functionName, url, lineNumber: 9 });
const profile = {
  nodes: [
    { id: 1, callFrame: frame('(garbage collector)', '') },
    { id: 2, callFrame: frame('readFile', 'node:fs') },
    { id: 3, callFrame: frame('visit', 'file:///shop/node_modules/graphql/language/visitor.js') },
    { id: 4, callFrame: frame('visit', '/shop/node_modules/a/node_modules/@apollo/server/dist/run.js') },
    { id: 5, callFrame: frame('', '/shop/gateway/dist/server.js') },
    { id: 6, callFrame: frame('visit', '/shop/node_modules/graphql/language/visitor.js') },
  ],
  samples: [3, 6, 1, 2, 4, 5],
  timeDeltas: [3_000, 4_000, 1_000, 500, 500, 1_000],
};

describe('where a process spends its time', () => {
  it('is told by package, the most first: of what was installed, of Node, of V8, and of this repository', () => {
    const packages = selfTimes(profile, '/shop').map(({ name, ms }) => [name, ms]);
    deepEqual(packages, [
      ['graphql', 7],
      ['V8', 1],
      ['gateway', 1],
      ['node:fs', 0.5],
      ['@apollo/server', 0.5],
    ]);
  });

  it('is told by function within each, from wherever it was called', () => {
    const [graphql, , gateway] = selfTimes(profile, '/shop');
    deepEqual(graphql.functions, [{ name: 'visit', place: 'language/visitor.js:10', ms: 7 }]);
    deepEqual(gateway.functions, [{ name: '(anonymous)', place: 'dist/server.js:10', ms: 1 }]);
  });

  it('leaves out the time before a moment, such as that of starting', () => {
    deepEqual(
      selfTimes(profile, '/shop', 8).map(({ name }) => name),
      ['gateway', 'node:fs', '@apollo/server'],
    );
  });

  it('leaves out the time in which nothing was to be done', () => {
    const idle = { nodes: [{ id: 1, callFrame: frame('(idle)', '') }], samples: [1], timeDeltas: [5_000] };
    deepEqual(selfTimes(idle, '/shop'), []);
  });
});
