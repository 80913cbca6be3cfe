import type { AnswerError } from '../client';
import type { Data, Expectation, Target } from './access';

/** What came back, wherever it was asked. */
export interface Outcome {
  readonly data: Data | null;
  readonly errors: readonly Pick<AnswerError, 'message' | 'path' | 'extensions'>[];
}

export interface Evidence {
  readonly target: Target;
  readonly outcome: Outcome;
  /** The answer to the same operation about something that does not exist; null when everything does. */
  readonly unknown: Outcome | null;
  /** What the anonymous get; only for `public`. */
  readonly anonymous?: Outcome | undefined;
  /** For `named`: the person, and what may be read of anybody. */
  readonly person?: { readonly found: unknown; readonly named: readonly string[] } | undefined;
  readonly isOwner: boolean;
}

/** Sentences on what is not as expected; none when all is. */
export function judge(expectation: Expectation, evidence: Evidence): string[] {
  // Were the operation itself wrong, everybody would be refused alike and the table would look right.
  return [...noFaults(evidence.outcome), ...complaints(expectation, evidence)];
}

function complaints(expectation: Expectation, evidence: Evidence): string[] {
  const { outcome, target } = evidence;
  const isSilent = () => [...noErrors(outcome), ...noMarks(outcome, target)];
  switch (expectation) {
    case 'sees':
      return [...noErrors(outcome), ...allMarks(outcome, target)];
    case 'named':
      return [...isSilent(), ...onlyNamed(evidence)];
    case 'unknown':
      return [...noMarks(outcome, target), ...sameAsUnknown(evidence)];
    case 'nothing':
      return isSilent();
    case 'signedOut':
      return [...refused('UNAUTHENTICATED', outcome), ...noMarks(outcome, target), ...sameAsUnknown(evidence)];
    case 'forbidden':
      return [...refused('FORBIDDEN', outcome), ...noMarks(outcome, target), ...sameAsUnknown(evidence)];
    case 'done':
      return [...noErrors(outcome), ...problems(outcome, [])];
    case 'self':
      return [...noErrors(outcome), ...(evidence.isOwner ? [] : noMarks(outcome, target))];
    case 'denied':
      return outcome.data === null
        ? refused('FORBIDDEN', outcome)
        : [...noErrors(outcome), ...problems(outcome, ['FORBIDDEN'])];
    case 'public':
      return [...noErrors(outcome), ...allMarks(outcome, target), ...sameAsAnonymous(evidence)];
    default:
      throw new TypeError(`no such expectation: ${String(expectation satisfies never)}`);
  }
}

const faults = new Set<unknown>([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DOWNSTREAM_UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
]);

const noFaults = ({ errors }: Outcome): string[] =>
  errors
    .filter(({ extensions }) => faults.has(extensions?.['code']))
    .map((error) => `a fault: ${JSON.stringify(error)}`);

const noErrors = ({ errors }: Outcome): string[] =>
  errors.length === 0 ? [] : [`there are errors: ${JSON.stringify(errors)}`];

function noMarks(outcome: Outcome, { marks }: Target): string[] {
  const text = JSON.stringify(outcome);
  return marks.filter((mark) => text.includes(mark)).map((mark) => `the answer shows ${mark}: ${text}`);
}

function allMarks({ data }: Outcome, { marks }: Target): string[] {
  const text = JSON.stringify(data);
  if (marks.length === 0) return ['the target has no mark, so nothing tells that it is seen'];
  return marks.filter((mark) => !text.includes(mark)).map((mark) => `the answer lacks ${mark}: ${text}`);
}

function refused(code: string, { data, errors }: Outcome): string[] {
  const values = Object.values(data ?? {});
  const codes = errors.map(({ extensions }) => extensions['code']);
  return [
    ...(values.every((value) => value === null) ? [] : [`there is data: ${JSON.stringify(data)}`]),
    ...(codes.length > 0 && codes.every((found) => found === code) ? [] : [`not ${code}: ${JSON.stringify(errors)}`]),
  ];
}

/** The codes of a mutation's problems. */
function problems({ data }: Outcome, expected: readonly string[]): string[] {
  const [payload] = Object.values(data ?? {}) as ({ errors: { code: string }[] } | null)[];
  const codes = payload?.errors.map(({ code }) => code);
  return JSON.stringify(codes) === JSON.stringify(expected) ? [] : [`the problems are ${JSON.stringify(payload)}`];
}

function sameAsUnknown({ outcome, unknown, target }: Evidence): string[] {
  if (unknown === null) return [];
  const [one, other] = [withoutKeys(outcome, target.keys), withoutKeys(unknown, target.unknown)];
  return one === other ? [] : [`what exists gets ${one}, what does not exist ${other}`];
}

function sameAsAnonymous({ outcome, anonymous }: Evidence): string[] {
  if (anonymous === undefined) return ['nobody asked anonymously'];
  const [one, other] = [JSON.stringify(outcome.data), JSON.stringify(anonymous.data)];
  return one === other ? [] : [`signed in it is ${one}, anonymously ${other}`];
}

/** The answer with each key replaced by its name, and without what differs from request to request. */
function withoutKeys({ data, errors }: Outcome, keys: Readonly<Record<string, string>>): string {
  const told = errors.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] }));
  return Object.entries(keys).reduce(
    (text, [name, key]) => text.replaceAll(key, `<${name}>`),
    JSON.stringify({ data, errors: told }),
  );
}

function onlyNamed({ person }: Evidence): string[] {
  if (typeof person?.found !== 'object' || person.found === null) return ['there is no such person in the answer'];
  return Object.entries(person.found).flatMap(([field, value]) => {
    if (field === '__typename') return [];
    const isNamed = person.named.includes(field);
    if (isNamed && value === null) return [`${field} is null`];
    return isNamed || value === null ? [] : [`${field} is shown: ${JSON.stringify(value)}`];
  });
}
