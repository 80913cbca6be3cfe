import { runService } from '@marquee/shared/service';
import { readCatalogConfig } from './config';
import { startCatalog } from './server';

runService({
  name: 'catalog',
  readConfig: readCatalogConfig,
  start: async (config, logger) => {
    const catalog = await startCatalog(config, { logger });
    const { url } = await catalog.listen({ host: config.host, port: config.port });
    return { url, stop: catalog.stop };
  },
});
