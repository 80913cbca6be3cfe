import { parseValue } from 'graphql';
import { scalars } from './scalars';

const parse = (name: string, value: unknown) => scalars[name]?.parseValue(value);

describe('scalars', () => {
  it('bring values into their normal form', () => {
    expect(parse('EmailAddress', ' Ada@Example.COM ')).toBe('ada@example.com');
    expect(parse('DateTime', '2030-01-01T13:00:00+01:00')).toEqual(new Date('2030-01-01T12:00:00Z'));
    expect(parse('MinorUnits', 2 ** 40)).toBe(2 ** 40);
    expect(parse('ISBN', '0-306-40615-2')).toBe('9780306406157');
  });

  it('write instants in UTC with milliseconds', () => {
    expect(scalars['DateTime']?.serialize(new Date('2030-01-01T12:00:00Z'))).toBe('2030-01-01T12:00:00.000Z');
  });

  it.each([
    ['EmailAddress', 'ada'],
    ['EmailAddress', `${'a'.repeat(250)}@example.com`],
    ['EmailAddress', 'a@example.com\u0000'],
    ['DateTime', 'tomorrow'],
    ['PhoneNumber', '0123'],
    ['CountryCode', 'ZZ'],
    ['CurrencyCode', 'eur'],
    ['MinorUnits', 1.5],
    ['MinorUnits', '100'],
    ['MinorUnits', 2 ** 53],
    ['MinorUnits', Number.NaN],
    ['IdempotencyKey', 'short'],
    ['IdempotencyKey', 'with a space'],
    ['IdempotencyKey', 'x'.repeat(129)],
    ['EventCursor', 'not a cursor'],
    ['ISBN', '9780306406158'],
    ['ISBN', 9780306406157],
  ])('refuse as %s the value %p', (name, value) => {
    expect(() => parse(name, value)).toThrow(/must be|[Vv]alid|[Ee]xpected|invalid/);
  });
});

describe('an amount written into the operation', () => {
  const read = (literal: string) => scalars['MinorUnits']?.parseLiteral(parseValue(literal));

  it('is a whole number', () => {
    expect(read('-1250')).toBe(-1250);
  });

  it.each(['1e400', '-1e400', '1e3', '9'.repeat(400), '9007199254740992', '"1250"', 'null'])(
    'is not %.10s',
    (literal) => {
      expect(() => read(literal)).toThrow('MinorUnits must be a whole number of minor units.');
    },
  );
});

describe('a day', () => {
  const read = (value: unknown) => scalars['Date']?.parseValue(value);

  it.each(['2030-07-03', '2028-02-29', '0001-01-01'])('may be %s', (text) => {
    expect(read(text)).toBe(text);
  });

  it.each(['2030-02-30', '2029-02-29', '2030-7-3', '2030-07-03T00:00:00Z', '0000-01-01', '', 20300703])(
    'is not %j',
    (value) => {
      expect(() => read(value)).toThrow('Date must be a day such as 2030-07-03.');
    },
  );
});

describe('a URL', () => {
  const read = (value: unknown) => scalars['URL']?.parseValue(value);

  it('is absolute, and comes back in its normal form', () => {
    expect(read('HTTPS://Example.com/a b')).toBe('https://example.com/a%20b');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/poster.png', `https://example.com/${'x'.repeat(2048)}`, '', 7])(
    'is not %j',
    (value) => {
      expect(() => read(value)).toThrow('URL must be an http or https URL');
    },
  );
});
