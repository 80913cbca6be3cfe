import { countStatements } from '@marquee/shared/database';
import type { SubgraphResponse } from '@marquee/shared/subgraph';
import { openUsersDatabase } from '../../src/persistence/dataSource';
import { serveUsers, startServices } from '../../src/server';
import { type Caller, logger, type UsersUnderTest } from './usersUnderTest';

export interface CountedUsers {
  /** Runs the operation and returns every statement that it cost. An answer with errors fails the test. */
  run(
    query: string,
    variables: Record<string, unknown>,
    caller: Caller,
  ): Promise<{ data: NonNullable<SubgraphResponse['body']['data']>; statements: readonly string[] }>;
  stop(): Promise<void>;
}

/** A second subgraph over the same database, whose statements are counted. */
export async function startCountedUsers({ config, bus, clock, identity }: UsersUnderTest): Promise<CountedUsers> {
  const database = await openUsersDatabase(config.databaseUrl, logger);
  const services = await startServices(config, database, () => clock.now);
  const onStop = async () => {
    await services.passwords.stop();
    await database.destroy();
  };
  const users = await serveUsers(config, services, { bus, logger, onStop });
  return {
    async run(query, variables, caller) {
      const { result, statements } = await countStatements(database, () =>
        users.execute({ query, variables, headers: identity(caller) }),
      );
      expect(result.body.errors).toBeUndefined();
      return { data: result.body.data ?? {}, statements };
    },
    stop: () => users.stop(),
  };
}
