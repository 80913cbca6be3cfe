import { changeTheater, readTheater } from './theater';

const address = { line1: '6 Meath Street', city: 'Dublin', country: 'ie' };
const lighthouse = readTheater({ name: ' Lighthouse ', address, timeZone: 'Europe/Dublin' });

describe('a theater', () => {
  it('is read as it will be shown', () => {
    expect(lighthouse).toMatchObject({
      name: 'Lighthouse',
      address: { line1: '6 Meath Street', country: 'IE', region: null },
      timeZone: 'Europe/Dublin',
    });
  });

  it('keeps what a change leaves out', () => {
    expect(changeTheater(lighthouse, { name: null })).toEqual(lighthouse);
    expect(changeTheater(lighthouse, { name: 'Savoy' })).toEqual({ ...lighthouse, name: 'Savoy' });
    expect(changeTheater(lighthouse, { timeZone: 'UTC' })).toEqual({ ...lighthouse, timeZone: 'UTC' });
    expect(changeTheater(lighthouse, { address: { ...address, city: 'Cork' } })).toEqual({
      ...lighthouse,
      address: { ...lighthouse.address, city: 'Cork' },
    });
  });

  it.each([
    ['an empty name', { name: '' }, ['name']],
    ['a name of 121 characters', { name: 'x'.repeat(121) }, ['name']],
    ['an empty city', { address: { ...address, city: ' ' } }, ['address', 'city']],
  ])('cannot have %s', (_name, changes, path) => {
    expect(() => changeTheater(lighthouse, changes)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', ...path] }),
    );
  });
});
