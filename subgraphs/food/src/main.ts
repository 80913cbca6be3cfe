import { runService } from '@marquee/shared/service';
import { readFoodConfig } from './config';
import { startFood } from './server';

runService({
  name: 'food',
  readConfig: readFoodConfig,
  start: async (config, logger) => {
    const food = await startFood(config, { logger });
    const { url } = await food.listen({ host: config.host, port: config.port });
    return { url, stop: food.stop };
  },
});
