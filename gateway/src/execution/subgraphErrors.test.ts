import { createLogger } from '@marquee/shared/logging';
import type { SubgraphError } from '../transport/subgraphTransport';
import { createPublicSubgraphErrors, unavailable } from './subgraphErrors';

function publicErrors(errors: readonly SubgraphError[], moreCodes: readonly string[] = []) {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({ service: 'gateway', level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
  return { shown: createPublicSubgraphErrors(moreCodes, logger)('books', errors), lines };
}

const anError = (code: string) => ({
  message: 'hunter2',
  path: ['book', 0],
  extensions: { code, stacktrace: ['at x'] },
});

describe('an error of a subgraph', () => {
  it('keeps a listed code, its message and its place, and nothing else', () => {
    const { shown } = publicErrors([anError('NOT_FOUND')]);
    expect(shown).toEqual([{ message: 'hunter2', path: ['book', 0], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('may have a code that the configuration lists', () => {
    const { shown } = publicErrors([anError('LENT')], ['LENT']);
    expect(shown).toEqual([expect.objectContaining({ message: 'hunter2', extensions: { code: 'LENT' } })]);
  });

  it.each<[string, SubgraphError]>([
    ['another code', anError('SQLITE_BUSY')],
    ['a code of the gateway', anError('GRAPHQL_VALIDATION_FAILED')],
    ['no code', { message: 'hunter2', path: ['book', 0] }],
    ['a listed code without a message', { path: ['book', 0], extensions: { code: 'NOT_FOUND' } }],
  ])('is an internal one with %s', (_with, error) => {
    const extensions = { code: 'INTERNAL_SERVER_ERROR' };
    expect(publicErrors([error]).shown).toEqual([{ message: 'Internal server error', path: ['book', 0], extensions }]);
  });

  it('that something is not available is told in the gateway’s words', () => {
    const { shown } = publicErrors([anError('DOWNSTREAM_UNAVAILABLE')]);
    expect(shown).toEqual([{ ...unavailable(), path: ['book', 0] }]);
  });

  it('without a place has none', () => {
    expect(publicErrors([{ message: 'no', path: null, extensions: { code: 'FORBIDDEN' } }]).shown).toEqual([
      { message: 'no', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('is in the log with the name of the subgraph, in full where it is internal', () => {
    const { lines } = publicErrors([anError('NOT_FOUND'), anError('DOWNSTREAM_UNAVAILABLE'), anError('SQLITE_BUSY')]);
    expect(lines.map(({ level, subgraph, code, detail }) => ({ level, subgraph, code, detail }))).toEqual([
      { level: 'info', subgraph: 'books', code: 'NOT_FOUND' },
      { level: 'info', subgraph: 'books', code: 'DOWNSTREAM_UNAVAILABLE' },
      { level: 'warn', subgraph: 'books', code: 'SQLITE_BUSY', detail: 'hunter2' },
    ]);
  });
});
