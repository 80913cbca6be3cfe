import { runService } from '@marquee/shared/service';
import { readPlatformConfig } from './config';
import { startPlatform } from './server';

runService({
  name: 'platform',
  readConfig: readPlatformConfig,
  start: async (config, logger) => {
    const platform = await startPlatform(config, { logger });
    const { url } = await platform.listen({ host: config.host, port: config.port });
    return { url, stop: platform.stop };
  },
});
