import {
  addMoney,
  amountText,
  decimalOf,
  exponentOf,
  isCurrency,
  money,
  multiplyMoney,
  sameMoney,
  sumMoney,
} from './index';

const eur = (minor: number) => money(minor, 'EUR');

describe('money', () => {
  it('adds and multiplies in minor units', () => {
    expect(addMoney(eur(1050), eur(-50))).toEqual(eur(1000));
    expect(multiplyMoney(eur(333), 3)).toEqual(eur(999));
    expect(sumMoney([eur(1), eur(2), eur(3)], 'EUR')).toEqual(eur(6));
    expect(sumMoney([], 'JPY')).toEqual(money(0, 'JPY'));
  });

  it.each([
    ['a fraction', () => eur(0.5)],
    ['not a number', () => eur(Number.NaN)],
    ['more than a safe integer', () => multiplyMoney(eur(Number.MAX_SAFE_INTEGER), 2)],
    ['a fraction of a piece', () => multiplyMoney(eur(100), 1.5)],
    ['two currencies', () => addMoney(eur(1), money(1, 'USD'))],
    ['a currency that is none', () => money(1, 'EURO')],
  ])('refuses %s', (_name, act) => {
    expect(act).toThrow(RangeError);
  });

  it.each([
    [1250, 'EUR', '12.50'],
    [-5, 'EUR', '-0.05'],
    [1250, 'JPY', '1250'],
    [1250, 'KWD', '1.250'],
    [0, 'USD', '0.00'],
  ])('writes %d minor units of %s as %s', (minor, currency, decimal) => {
    expect(decimalOf(money(minor, currency))).toBe(decimal);
  });

  it('is read as an amount of its currency', () => {
    expect(amountText(money(2_050, 'EUR'))).toBe('20.50 EUR');
    expect(amountText(money(2_050, 'JPY'))).toBe('2050 JPY');
  });

  it('knows the exponents and codes of ISO 4217', () => {
    expect(exponentOf('JPY')).toBe(0);
    expect(isCurrency('EUR')).toBe(true);
    expect(isCurrency('eur')).toBe(false);
  });

  it('compares amount and currency', () => {
    expect(sameMoney(eur(1), eur(1))).toBe(true);
    expect(sameMoney(eur(1), money(1, 'USD'))).toBe(false);
  });
});
