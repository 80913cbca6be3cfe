import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../support/startLibrary';
import { generatedVariables, generateOperations } from './generateOperations';
import type { Graph } from './graph';
import { createMonolith, type Monolith } from './monolith';
import { type Federation, startFederation } from './startFederation';
import { type StockGateway, startStockGateway } from './stockGateway';

/** One operation and its whole answer. */
export interface FederationCase {
  /** Completes "it ...". */
  readonly name: string;
  readonly operation: string;
  readonly variables?: Record<string, unknown>;
  /** Left out: what the graph's monolith answers, its fields in the same order. */
  readonly data?: unknown;
  /** In any order; what an error leaves out may be anything. Left out: there are none. */
  readonly errors?: readonly ExpectedError[];
  /** The subgraphs that are asked, in this order. */
  readonly asks?: readonly string[];
  /** A subgraph that the gateway's log complains of. */
  readonly complainsOf?: string;
  /** `@apollo/gateway` gets it wrong, which is held against it: once it no longer does, the case says so. */
  readonly failsOnStock?: true;
  /** Our own gateway gets it wrong today. Once it no longer does, the test fails until this is taken away. */
  readonly notYet?: true;
}

export interface ExpectedError {
  readonly path?: readonly (string | number)[];
  readonly code?: string;
}

export interface FederationSuite {
  readonly graph: Graph;
  readonly cases: readonly FederationCase[];
  /** How many operations are made up besides, each held against the monolith. */
  readonly generated?: { readonly seed: number; readonly count: number; readonly notYet?: true };
  /** Run when the subgraphs are up, to let one of them do something else. */
  readonly prepare?: (federation: Federation) => void;
}

/** A suite of cases on one graph, each asked of the gateway; those that stock gets wrong are asked of stock, too. */
export function describeFederation(title: string, suite: FederationSuite): void {
  describe(title, () => {
    const wrongOnStock = suite.cases.filter(({ failsOnStock }) => failsOnStock);
    let federation: Federation;
    let stock: StockGateway;
    let monolith: Monolith;
    beforeAll(async () => {
      federation = await startFederation(suite.graph);
      monolith = createMonolith(federation.supergraphSdl, suite.graph.monolith ?? {});
      if (wrongOnStock.length > 0) stock = await startStockGateway(federation.supergraphSdl);
      suite.prepare?.(federation);
    });
    afterAll(async () => {
      await stock?.stop();
      await federation.stop();
    });

    const expectedOf = async ({ operation, variables, data, errors = [] }: FederationCase) => ({
      data: data === undefined ? await monolith.answer(operation, variables) : data,
      errors: sorted(errors).map((error) => expect.objectContaining(error) as ExpectedError),
    });

    const isAnswered = async (one: FederationCase) => {
      federation.asked.length = 0;
      const answer = await federation.ask(one.operation, one.variables);
      const expected = await expectedOf(one);
      expect(shown(answer)).toEqual(expected);
      expect(JSON.stringify(answer.data ?? null)).toBe(JSON.stringify(expected.data));
      expect({ asks: federation.asked.map(({ subgraph }) => subgraph) }).toMatchObject(pickedFrom(one));
      expect(federation.complaints()).toEqual(expect.arrayContaining(complaintsOf(one)));
    };
    const answered = suite.cases.filter(({ notYet }) => !notYet);
    const awaited = suite.cases.filter(({ notYet }) => notYet);
    if (answered.length > 0) it.each(answered)('$name', isAnswered);
    if (awaited.length > 0) it.failing.each(awaited)('$name', isAnswered);

    if (wrongOnStock.length > 0) {
      it.each(wrongOnStock)('$name, which @apollo/gateway gets wrong', async (one) => {
        const { data, errors } = await stock.ask(one.operation, one.variables);
        // Its codes are its own; what counts is the data and where there are errors.
        const places = sorted(errors.map(({ path = [] }) => ({ path })));
        const withoutCodes = (one.errors ?? []).map(({ path }) => (path === undefined ? {} : { path }));
        const expected = await expectedOf({ ...one, errors: withoutCodes });
        expect({ data: data ?? null, errors: places }).not.toEqual(expected);
      });
    }

    if (suite.generated !== undefined) {
      const { seed, count, notYet } = suite.generated;
      (notYet ? it.failing : it)(`answers ${count} generated operations as one server would`, async () => {
        const { argumentValues = {} } = suite.graph;
        const wrong: string[] = [];
        for (const operation of generateOperations({ schema: monolith.schema, seed, count, argumentValues })) {
          const { data, errors } = await federation.ask(operation, generatedVariables);
          const expected = await monolith.answer(operation, generatedVariables);
          // A field of graphql-js' answers has no prototype, which is no difference.
          const [received, wanted] = [
            { errors, data },
            { errors: undefined, data: JSON.parse(JSON.stringify(expected)) },
          ];
          if (isDeepStrictEqual(received, wanted)) continue;
          wrong.push(
            [operation, `received ${JSON.stringify(received)}`, `expected ${JSON.stringify(wanted)}`].join('\n'),
          );
        }
        expect(wrong).toEqual([]);
      });
    }
  });
}

function pickedFrom({ asks }: FederationCase): { asks?: readonly string[] } {
  return asks === undefined ? {} : { asks };
}

function complaintsOf({ complainsOf }: FederationCase): string[] {
  return complainsOf === undefined ? [] : [complainsOf];
}

function shown({ data, errors = [] }: Answer) {
  const places = errors.map(({ path, extensions }) => ({ path: path ?? [], code: extensions?.['code'] }));
  return { data: data ?? null, errors: sorted(places) };
}

/** Path first, so that errors without one, and their codes, do not change the order of the rest. */
function sorted<T extends { readonly path?: unknown }>(errors: readonly T[]): T[] {
  const at = ({ path }: T): string => JSON.stringify(path ?? []);
  return [...errors].sort((one, other) => at(one).localeCompare(at(other)));
}
