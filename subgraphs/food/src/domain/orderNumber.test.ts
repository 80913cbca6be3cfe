import { drawOrderNumber, readOrderNumber } from './orderNumber';

describe('an order number', () => {
  it('is two groups of four from the readable alphabet', () => {
    let next = 0;
    expect(drawOrderNumber((limit) => next++ % limit)).toBe('F-2345-6789');
    expect(drawOrderNumber((limit) => limit - 1)).toBe('F-ZZZZ-ZZZZ');
  });

  it('is found as a person types it', () => {
    expect(readOrderNumber(' f-7k3m-92qx ')).toBe('F-7K3M-92QX');
  });

  it.each(['', '7K3M-92QX', 'F-7K3M-92Q0', 'F-7K3M-92QX1', 'F-7K3M92QX', 'F-7K3M-92Q\u0000'])('is not "%s"', (text) => {
    expect(readOrderNumber(text)).toBeNull();
  });
});
