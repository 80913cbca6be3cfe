import { createLogger } from '@marquee/shared/logging';
import { GraphQLError } from 'graphql';
import { createPresentError } from './presentError';

describe('a complaint about a variable', () => {
  const message = 'Field "cuisine" is not defined by type "RestaurantFilter".';
  const error = new GraphQLError(`${message} Did you mean "cuisines"?`, { extensions: { code: 'BAD_USER_INPUT' } });
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const shown = (suggestsNames: boolean) =>
    createPresentError([], logger, suggestsNames)(error.toJSON(), error, 'req-1').message;

  it('suggests no name of the schema', () => {
    expect(shown(false)).toBe(message);
  });

  it('suggests one where developer tools are on', () => {
    expect(shown(true)).toBe(error.message);
  });
});
