import { type AddressInput, readAddress } from './index';

const path = ['input', 'address'];
const home: AddressInput = { line1: '14 Capel Street', city: 'Dublin', country: 'IE' };

describe('an address', () => {
  it('is trimmed, has null for what is left out or blank, and its country in capitals', () => {
    expect(readAddress({ ...home, line1: ' 14 Capel Street ', region: ' ', country: 'ie' }, path)).toEqual({
      recipient: null,
      line1: '14 Capel Street',
      line2: null,
      city: 'Dublin',
      region: null,
      postalCode: null,
      country: 'IE',
    });
  });

  it('keeps every part that is given', () => {
    const whole = { ...home, recipient: 'Phở Hà', line2: 'First floor', region: 'Leinster', postalCode: 'D08' };
    expect(readAddress(whole, path)).toEqual(whole);
  });

  it.each<[string, Partial<AddressInput>]>([
    ['line1', { line1: ' ' }],
    ['city', { city: '' }],
    ['city', { city: '\ud800' }],
    ['line2', { line2: 'a\u0000b' }],
    ['recipient', { recipient: 'a\nb' }],
    ['region', { region: 'x'.repeat(121) }],
    ['postalCode', { postalCode: 'x'.repeat(10_000) }],
  ])('is refused at %s for %j', (part, given) => {
    expect(() => readAddress({ ...home, ...given }, path)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: [...path, part] }),
    );
  });
});
