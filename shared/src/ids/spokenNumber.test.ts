import { drawSpokenNumber, readSpokenNumber } from './spokenNumber';

describe('a number that is read out', () => {
  it('is two groups of four from the readable alphabet, after the letter of its kind', () => {
    let next = 0;
    expect(drawSpokenNumber('F', (limit) => next++ % limit)).toBe('F-2345-6789');
    expect(drawSpokenNumber('B', (limit) => limit - 1)).toBe('B-ZZZZ-ZZZZ');
  });

  it('is found as a person types it', () => {
    expect(readSpokenNumber('F', ' f-7k3m-92qx ')).toBe('F-7K3M-92QX');
  });

  it.each(['', '7K3M-92QX', 'B-7K3M-92QX', 'F-7K3M-92Q0', 'F-7K3M-92QX1', 'F-7K3M92QX', 'F-7K3M-92Q\u0000'])(
    'is not "%s"',
    (text) => {
      expect(readSpokenNumber('F', text)).toBeNull();
    },
  );
});
