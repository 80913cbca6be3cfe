import { runService } from '@marquee/shared/service';
import { readUsersConfig } from './config';
import { startUsers } from './server';

runService({
  name: 'users',
  readConfig: readUsersConfig,
  start: async (config, logger) => {
    const users = await startUsers(config, { logger });
    const { url } = await users.listen({ host: config.host, port: config.port });
    return { url, stop: users.stop };
  },
});
