import { type ASTNode, GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLCountryCode, GraphQLDateTimeISO, GraphQLEmailAddress, GraphQLLocale } from 'graphql-scalars';
import { readIsbn } from '../books';
import { isCurrency } from '../money';

function badInput(message: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' }, ...(node && { nodes: [node] }) });
}

/** A scalar whose values are texts that `check` accepts; `check` returns the normal form or null. */
function textScalar(name: string, expected: string, check: (text: string) => string | null): GraphQLScalarType<string> {
  const read = (value: unknown, node?: ValueNode): string => {
    const text = typeof value === 'string' ? check(value) : null;
    if (text === null) throw badInput(`${name} must be ${expected}.`, node);
    return text;
  };
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

const EmailAddress = textScalar('EmailAddress', 'an e-mail address of at most 254 characters', (text) => {
  const normal = text.trim().toLowerCase();
  if (normal.length > 254) return null;
  try {
    return GraphQLEmailAddress.parseValue(normal);
  } catch {
    return null;
  }
});

const Locale = textScalar('Locale', 'a BCP 47 language tag of at most 35 characters, such as en-GB', (text) => {
  try {
    return text.length <= 35 ? GraphQLLocale.parseValue(text) : null;
  } catch {
    return null;
  }
});

const CurrencyCode = textScalar('CurrencyCode', 'an ISO 4217 code such as EUR', (text) =>
  isCurrency(text) ? text : null,
);

const ISBN = textScalar('ISBN', 'an ISBN-10 or ISBN-13 with its check digit, such as 978-0-306-40615-7', readIsbn);

/** ITU-T E.164: at most 15 digits after the plus. */
const PhoneNumber = textScalar('PhoneNumber', 'an E.164 number such as +14155550123', (text) =>
  /^\+[1-9]\d{6,14}$/.test(text) ? text : null,
);

const IdempotencyKey = textScalar('IdempotencyKey', '8 to 128 visible ASCII characters', (text) =>
  /^[\x21-\x7e]{8,128}$/.test(text) ? text : null,
);

const EventCursor = textScalar('EventCursor', 'a cursor taken from an event', (text) =>
  /^[\w-]{1,256}$/.test(text) ? text : null,
);

/** RFC 3339 full-date of a day that there is: no 30 February. */
const CalendarDate = textScalar('Date', 'a day such as 2030-07-03', (text) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text >= '0001' ? text : null;
});

const WebUrl = textScalar('URL', 'an http or https URL of at most 2048 characters', (text) => {
  if (text.length > 2048 || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
});

function readMinorUnits(value: unknown, node?: ValueNode): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw badInput('MinorUnits must be a whole number of minor units.', node);
  }
  return value;
}

/** Like Int, but as wide as a JavaScript safe integer: yen and rupiah outgrow 32 bits. */
const MinorUnits = new GraphQLScalarType<number>({
  name: 'MinorUnits',
  serialize: (value) => readMinorUnits(value),
  parseValue: (value) => readMinorUnits(value),
  parseLiteral: (node) => readMinorUnits(node.kind === Kind.INT ? Number(node.value) : undefined, node),
});

const renamed = (scalar: GraphQLScalarType, name: string) => new GraphQLScalarType({ ...scalar.toConfig(), name });

/** Resolvers of every scalar that the common schema knows, by name. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: renamed(GraphQLDateTimeISO, 'DateTime'),
  Date: CalendarDate,
  URL: WebUrl,
  EmailAddress,
  PhoneNumber,
  CountryCode: renamed(GraphQLCountryCode, 'CountryCode'),
  CurrencyCode,
  ISBN,
  Locale,
  MinorUnits,
  IdempotencyKey,
  EventCursor,
};
