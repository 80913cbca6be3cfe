import { OperationTypeNode } from 'graphql';
import type { FetchStep, FetchTarget } from './compiledPlan';
import { fetchText } from './fetchText';
import { type StepTree, schedule } from './schedule';

const representations = { keyOf: () => null, of: () => ({}), isAll: () => false };

function target(path: string): FetchTarget {
  return { path: path.split('.'), mayRepeat: false, representations, landings: { children: new Map() } };
}

/** A fetch of entities at a path; what is asked is the same for the same text. */
function fetch(subgraph: string, path: string, query = '{a}', more: Partial<FetchStep> = {}): StepTree {
  const step: FetchStep = {
    subgraph,
    text: fetchText(query, undefined, OperationTypeNode.QUERY),
    variableNames: [],
    targets: [target(path)],
    outputRewrites: [],
    contextRewrites: [],
    isPlaceBound: false,
    ...more,
  };
  return { kind: 'fetch', step };
}

const sequence = (...nodes: StepTree[]): StepTree => ({ kind: 'sequence', nodes });
const parallel = (...nodes: StepTree[]): StepTree => ({ kind: 'parallel', nodes });

/** Such as `books a+b after 0`: the subgraph, the places, and what comes before. */
function told(tree: StepTree): string[] {
  return schedule(tree).map(({ step, after }) => {
    const places = step.targets.map(({ path }) => path.join('.')).join('+');
    return `${step.subgraph} ${places}${after.length > 0 ? ` after ${after.join(',')}` : ''}`;
  });
}

describe('the schedule of a plan', () => {
  it('has each fetch of a sequence wait for the one before', () => {
    expect(told(sequence(fetch('a', 'x'), fetch('b', 'x'), fetch('c', 'x')))).toEqual([
      'a x',
      'b x after 0',
      'c x after 1',
    ]);
  });

  it('has what follows a parallel wait for all of it', () => {
    expect(told(sequence(parallel(fetch('a', 'x'), fetch('b', 'y')), fetch('c', 'z')))).toEqual([
      'a x',
      'b y',
      'c z after 0,1',
    ]);
  });

  it('lets a branch go on when the other is slow', () => {
    const tree = parallel(sequence(fetch('a', 'x'), fetch('b', 'x')), fetch('c', 'y'));
    expect(told(tree)).toEqual(['a x', 'c y', 'b x after 0']);
  });

  it('joins what asks the same in two places, with all that follows', () => {
    const branch = (path: string) => sequence(fetch('a', path), fetch('b', path));
    expect(told(parallel(branch('x'), branch('y')))).toEqual(['a x+y', 'b x+y after 0']);
  });

  it('joins across branches what is equally far from the beginning, and then waits for both', () => {
    const tree = parallel(sequence(fetch('a', 'x'), fetch('c', 'x')), sequence(fetch('b', 'y'), fetch('c', 'y')));
    expect(told(tree)).toEqual(['a x', 'b y', 'c x+y after 0,1']);
  });

  it('joins nothing that is differently far, since one may need the other', () => {
    expect(told(sequence(fetch('a', 'x'), fetch('a', 'x.y')))).toEqual(['a x', 'a x.y after 0']);
  });

  it.each<[string, StepTree]>([
    ['is asked of another subgraph', fetch('b', 'y')],
    ['asks something else', fetch('a', 'y', '{b}')],
    [
      'is renamed otherwise',
      fetch('a', 'y', '{a}', { outputRewrites: [{ kind: 'KeyRenamer', path: ['a'], renameKeyTo: 'b' }] }),
    ],
    [
      'takes arguments from around',
      fetch('a', 'y', '{a}', { contextRewrites: [{ kind: 'KeyRenamer', path: ['..', 'b'], renameKeyTo: 'c' }] }),
    ],
    ['asks for fields of a root', fetch('a', 'y', '{a}', { targets: [{ ...target('y'), representations: null }] })],
  ])('leaves alone what %s', (_what, other) => {
    expect(schedule(parallel(fetch('a', 'x'), other))).toHaveLength(2);
  });
});
