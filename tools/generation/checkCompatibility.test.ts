import { checkCompatibility } from './checkCompatibility';

const releasedSdl = 'type Query { a: Int, b(x: Int): Int }';
const currentSdl = 'type Query { b: Int }';
const changelog = (unreleased: string) =>
  `# Changelog\n\n## Unreleased\n\n${unreleased}\n\n## 0.1.0\n\n- \`Query.b(x:)\`\n`;

describe('a breaking change of the released schema', () => {
  it('is refused when nobody has announced it, with what to do', () => {
    const problems = checkCompatibility({ releasedSdl, currentSdl, changelog: changelog('- gone: `Query.a`') });
    expect(problems).toEqual([
      'breaking change of the released schema: Query.b arg x was removed. Undo it, deprecate instead, or name ' +
        '`Query.b(x:)` in CHANGELOG.md under Unreleased',
    ]);
  });

  it('passes when the changelog names each by its coordinate', () => {
    const text = changelog('- **Breaking:** `Query.a` and `Query.b(x:)` are gone.');
    expect(checkCompatibility({ releasedSdl, currentSdl, changelog: text })).toEqual([]);
  });

  it('is not announced by another coordinate that begins alike, nor by a release before', () => {
    const text = changelog('- `Query.ab` is new, `Query.a.b` too, and Query.a is mentioned');
    expect(checkCompatibility({ releasedSdl, currentSdl, changelog: text })).toHaveLength(2);
  });

  it('is not announced where there is nothing unreleased', () => {
    expect(checkCompatibility({ releasedSdl, currentSdl, changelog: '# Changelog\n- `Query.a`' })).toHaveLength(2);
  });
});

it('an addition is no breaking change', () => {
  const grown = 'type Query { a: Int, b(x: Int, y: Int): Int, c: Int! }';
  expect(checkCompatibility({ releasedSdl, currentSdl: grown, changelog: '' })).toEqual([]);
});
