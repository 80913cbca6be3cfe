import { Fault } from '@marquee/shared/errors';
import { createLogger } from '@marquee/shared/logging';
import { GraphQLError } from 'graphql';
import { createPresentError } from './presentError';

describe('a complaint about a variable', () => {
  const message = 'Field "cuisine" is not defined by type "RestaurantFilter".';
  const error = new GraphQLError(`${message} Did you mean "cuisines"?`, { extensions: { code: 'BAD_USER_INPUT' } });
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const shown = (suggestsNames: boolean) =>
    createPresentError([], logger, { suggestsNames })(error.toJSON(), error, 'req-1').message;

  it('suggests no name of the schema', () => {
    expect(shown(false)).toBe(message);
  });

  it('suggests one where developer tools are on', () => {
    expect(shown(true)).toBe(error.message);
  });
});

describe('an error of a subgraph', () => {
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const extensionsOf = (code: string, namesSubgraphs?: boolean) => {
    const error = new GraphQLError('No such book', { extensions: { code, serviceName: 'books', query: '{ secret }' } });
    const settings = namesSubgraphs === undefined ? {} : { namesSubgraphs };
    return createPresentError([], logger, settings)(error.toJSON(), error, 'req-1').extensions;
  };

  it('does not say which subgraph it is of', () => {
    expect(extensionsOf('NOT_FOUND')).toEqual({ code: 'NOT_FOUND', traceId: 'req-1' });
  });

  it.each(['NOT_FOUND', 'INTERNAL_SERVER_ERROR'])('says so where names are wanted, be it %s', (code) => {
    expect(extensionsOf(code, true)).toEqual({ code, serviceName: 'books', traceId: 'req-1' });
  });
});

describe('what the log tells of an error', () => {
  const code = 'INTERNAL_SERVER_ERROR';
  const logged = (error: GraphQLError) => {
    const lines: unknown[] = [];
    const logger = createLogger(
      { service: 'gateway', level: 'info' },
      { write: (line) => lines.push(JSON.parse(line)) },
    );
    expect(createPresentError([], logger)(error.toJSON(), error, 'req-1').extensions).toEqual({
      code,
      traceId: 'req-1',
    });
    return lines;
  };

  it('is the promise that a subgraph broke, under the trace id that the client is told', () => {
    const message = 'Book.title is missing, and may not be null.';
    const error = new GraphQLError(message, { originalError: new Fault(code, 500, message) });
    expect(logged(error)).toEqual([expect.objectContaining({ requestId: 'req-1', detail: message })]);
  });

  it('is the cause, where it is our own', () => {
    const error = new GraphQLError('oops', { originalError: new TypeError('x is undefined') });
    expect(logged(error)).toEqual([expect.objectContaining({ requestId: 'req-1', msg: 'an operation failed' })]);
  });

  it('is nothing more where it is that of a subgraph, which was logged when it came', () => {
    expect(logged(new GraphQLError('Internal', { extensions: { code, serviceName: 'books' } }))).toEqual([]);
  });
});
