import { seal, unseal } from './sealed';

describe('a sealed text', () => {
  const sealing = { secret: 'a-secret-of-at-least-thirty-two-bytes!', purpose: 'tests' };
  const plain = Buffer.from('the private key');

  it('opens with its secret, purpose and label, and looks different each time', () => {
    const sealed = seal(plain, sealing, 'key_1');
    expect(unseal(sealed, sealing, 'key_1')).toEqual(plain);
    expect(seal(plain, sealing, 'key_1')).not.toEqual(sealed);
    expect(sealed.includes(plain)).toBe(false);
  });

  it('opens with what it was sealed with years ago', () => {
    const old = { secret: 'only-for-tests-only-for-tests-only', purpose: 'marquee users signing key' };
    const sealed = Buffer.from('iqrNeCIyuER00D7DVGjmt6EA2V3ZP0E4m7sdwUu352njCRJFuiJsnUhLSw==', 'base64');
    expect(unseal(sealed, old, 'key_1').toString()).toBe('the private key');
  });

  it('does not open with another secret, for another purpose, in another row, or changed', () => {
    const sealed = seal(plain, sealing, 'key_1');
    const other = { ...sealing, secret: 'another-secret-of-thirty-two-bytes!!' };
    expect(() => unseal(sealed, other, 'key_1')).toThrow('unable to authenticate');
    expect(() => unseal(sealed, { ...sealing, purpose: 'more tests' }, 'key_1')).toThrow('unable to authenticate');
    expect(() => unseal(sealed, sealing, 'key_2')).toThrow('unable to authenticate');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(() => unseal(changed, sealing, 'key_1')).toThrow('unable to authenticate');
  });
});
