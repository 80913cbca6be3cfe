import { cursorKeys, isInstantKey, isIntegerKey, type Page } from './index';

describe('a key of a cursor', () => {
  it.each([
    ['2030-07-03T12:00:00.000Z', true],
    ['0001-01-01T00:00:00.000Z', true],
    ['9999-12-31T23:59:59.999Z', true],
    ['0000-12-31T23:59:59.999Z', false],
    ['+010000-01-01T00:00:00.000Z', false],
    ['-000001-01-01T00:00:00.000Z', false],
    ['2030-02-30T12:00:00.000Z', false],
    ['2030-07-03T24:00:00.000Z', false],
    ['2030-07-03T12:00:00Z', false],
    ['2030-07-03', false],
    ['now', false],
    ['infinity', false],
    ['x', false],
    ['', false],
  ])('(%s) is an instant: %s', (key, expected) => {
    expect(isInstantKey(key)).toBe(expected);
  });

  it.each([
    ['0', true],
    ['-1', true],
    ['1000', true],
    ['2147483647', true],
    ['2147483648', false],
    ['99999999999', false],
    ['1.5', false],
    ['1e3', false],
    ['0x1', false],
    ['01', false],
    ['-0', false],
    [' 1', false],
    ['x', false],
    ['', false],
  ])('(%s) is an integer: %s', (key, expected) => {
    expect(isIntegerKey(key)).toBe(expected);
  });
});

describe('the keys of a cursor', () => {
  const page: Page = { list: 'parcels', size: 1, isBackward: false, keys: ['7'] };
  const accepts = ([key = '']: readonly string[]) => isIntegerKey(key);

  it('are those of the page, if it has any', () => {
    expect(cursorKeys(page)).toEqual(['7']);
    expect(cursorKeys(page, accepts)).toEqual(['7']);
    expect(cursorKeys({ ...page, keys: null }, () => false)).toBeNull();
  });

  it.each([
    ['that the columns cannot have', { ...page, keys: ['x'] }, 'after'],
    ['that the columns cannot have, backward', { ...page, isBackward: true, keys: ['x'] }, 'before'],
    ['that the database cannot take', { ...page, keys: ['\u0000'] }, 'after'],
  ])('are refused: one %s', (_name, forged, path) => {
    expect(() => cursorKeys(forged, accepts)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: [path] }),
    );
  });
});
