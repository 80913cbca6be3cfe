import { seal, unseal } from './sealedKey';

describe('a sealed private key', () => {
  const secret = 'a-secret-of-at-least-thirty-two-bytes!';
  const plain = Buffer.from('the private key');

  it('opens with its secret and label, and looks different each time', () => {
    const sealed = seal(plain, secret, 'key_1');
    expect(unseal(sealed, secret, 'key_1')).toEqual(plain);
    expect(seal(plain, secret, 'key_1')).not.toEqual(sealed);
    expect(sealed.includes(plain)).toBe(false);
  });

  it('does not open with another secret, in another row, or changed', () => {
    const sealed = seal(plain, secret, 'key_1');
    expect(() => unseal(sealed, 'another-secret-of-thirty-two-bytes!!', 'key_1')).toThrow('unable to authenticate');
    expect(() => unseal(sealed, secret, 'key_2')).toThrow('unable to authenticate');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(() => unseal(changed, secret, 'key_1')).toThrow('unable to authenticate');
  });
});
