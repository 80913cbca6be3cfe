import { hasAll } from './isInstalled';

describe('telling whether what the lock names is installed', () => {
  const pg = { version: '8.1.0', resolved: 'https://registry/pg-8.1.0.tgz' };
  const wanted = { '': {}, shared: {}, 'node_modules/pg': pg, 'node_modules/@marquee/shared': { resolved: 'shared' } };
  const installed = { 'node_modules/pg': pg, 'node_modules/@marquee/shared': { resolved: 'shared' } };

  it('is satisfied by the same packages in the same versions', () => {
    expect(hasAll(installed, wanted)).toBe(true);
  });

  it('misses a package, another version, and a link to a workspace', () => {
    expect(hasAll({ ...installed, 'node_modules/pg': undefined }, wanted)).toBe(false);
    expect(hasAll({ ...installed, 'node_modules/pg': { ...pg, version: '8.0.0' } }, wanted)).toBe(false);
    expect(hasAll({ 'node_modules/pg': pg }, wanted)).toBe(false);
  });

  it('does without what is for other platforms', () => {
    const other = { ...pg, optional: true };
    expect(hasAll(installed, { ...wanted, 'node_modules/windows-only': other })).toBe(true);
  });
});
