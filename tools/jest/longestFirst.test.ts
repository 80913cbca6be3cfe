import LongestFirst from './longestFirst';

/** A test file as jest describes it to a sequencer; `seconds` is how long it took when jest last ran it. */
function file(project: string, path: string, seconds?: number) {
  return { path: `/anywhere/${path}`, seconds, context: { config: { displayName: { name: project } } } };
}

describe('the order in which test files run', () => {
  const order = (...files: ReturnType<typeof file>[]) => {
    const time = ({ seconds }: { seconds?: number }) => (seconds === undefined ? undefined : seconds * 1_000);
    const sequencer: Pick<LongestFirst, 'sort'> = Object.assign(new LongestFirst({} as never) as object, {
      time,
    }) as never;
    return sequencer.sort(files).map(({ path }: { path: string }) => path.split('/').at(-1));
  };

  it('begins with what took longest', () => {
    const files = [file('unit', 'a.test.ts', 3), file('journeys', 'b.test.ts', 1), file('unit', 'c.test.ts', 7)];
    expect(order(...files)).toEqual(['c.test.ts', 'a.test.ts', 'b.test.ts']);
  });

  it('is by the kind of test where nothing has run yet, with the longest of all first', () => {
    const files = [
      file('unit', 'shared/src/money/money.test.ts'),
      file('integration', 'subgraphs/food/test/lists.int.test.ts'),
      file('journeys', 'e2e/sessions.e2e.test.ts'),
      file('journeys', 'e2e/accessMatrix.e2e.test.ts'),
    ];
    expect(order(...files)).toEqual([
      'accessMatrix.e2e.test.ts',
      'sessions.e2e.test.ts',
      'lists.int.test.ts',
      'money.test.ts',
    ]);
  });
});
