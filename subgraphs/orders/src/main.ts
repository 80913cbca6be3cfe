import { runService } from '@marquee/shared/service';
import { readOrdersConfig } from './config';
import { crashAt } from './saga';
import { startOrders } from './server';

runService({
  name: 'orders',
  readConfig: readOrdersConfig,
  start: async (config, logger) => {
    crashAt(config.crashAt ?? null);
    const orders = await startOrders(config, { logger });
    const { url } = await orders.listen({ host: config.host, port: config.port });
    return { url, stop: orders.stop };
  },
});
