import { randomUUID } from 'node:crypto';
import { createIdentitySigner, identityHeader } from '@marquee/shared/auth';
import { type AnswerError, listen, post, type Received } from '../client';
import type { AccessRow, Data, Operation, Party, Target } from './access';
import { type City, tokenOf, viewerOf } from './city';
import type { Outcome } from './judge';

/** Asks what the row asks about the target (or about `keys`, which are another's), as the party. */
export async function ask(
  row: AccessRow,
  city: City,
  party: Party,
  target: Target,
  keys: Readonly<Record<string, string>> = target.keys,
): Promise<Outcome> {
  const token = row.token === undefined ? tokenOf(city, party) : await row.token(target, city, party);
  const operation = row.operation(keys, city, party);
  if (row.subgraph !== undefined) return askSubgraph(city, row.subgraph, token, operation);
  if (/^\s*subscription/.test(operation.query)) return watch(row, city, party, target, token, operation);
  const { data, errors } = await post<Data>(city.marquee.url, operation.query, { ...operation.variables }, { token });
  return { data: data ?? null, errors };
}

/** Straight at a subgraph, with the identity that the gateway would sign for this caller. */
async function askSubgraph(
  { marquee }: City,
  name: string,
  token: string | undefined,
  { query, variables = {} }: Operation,
): Promise<Outcome> {
  const signer = createIdentitySigner(marquee.environment['GATEWAY_IDENTITY_SECRET'] ?? '');
  const identity = { viewer: token === undefined ? null : viewerOf(token), requestId: randomUUID(), clientIp: null };
  const subgraph = marquee.subgraphs[name];
  if (subgraph === undefined) throw new Error(`no subgraph ${name} runs here`);
  const headers = { [identityHeader]: signer.sign(identity, name) };
  const { body } = await subgraph.execute({ query, variables, headers });
  return { data: body.data ?? null, errors: (body.errors ?? []) as unknown as AnswerError[] };
}

const patienceMs = 10_000;

/** Waits for what tells: the target's marks, the party's own sentinel, or the end. */
async function watch(
  row: AccessRow,
  city: City,
  party: Party,
  target: Target,
  token: string | undefined,
  { query, variables = {} }: Operation,
): Promise<Outcome> {
  const expected = row.cells[party];
  const listening = listen<Data>(city.marquee.url, query, { ...variables }, { token });
  const awaited = expected === 'nothing' ? [(await row.sentinel?.(city, party)) ?? ''] : target.marks;
  const isThere = (): boolean => {
    const text = JSON.stringify(listening.received);
    return awaited.length > 0 && awaited.every((mark) => text.includes(mark));
  };
  const ended = Promise.race([listening.ended, listening.find(isThere, patienceMs).then(() => null)]);
  const end = await ended;
  const outcome = outcomeOf(listening.received, end);
  await listening.close();
  if (expected === 'nothing' && !isThere()) throw new Error(`the sentinel never came: ${JSON.stringify(outcome)}`);
  return outcome;
}

function outcomeOf(received: readonly Received<Data>[], end: unknown): Outcome {
  const events = received.flatMap(({ data }) => data ?? []);
  const errors = [
    ...received.flatMap((result) => result.errors),
    ...(Array.isArray(end) ? (end as AnswerError[]) : []),
  ];
  return { data: events.length > 0 ? { events } : null, errors };
}
