import { runService } from '@marquee/shared/service';
import { readPaymentsConfig } from './config';
import { startPayments } from './server';

runService({
  name: 'payments',
  readConfig: readPaymentsConfig,
  start: async (config, logger) => {
    const payments = await startPayments(config, { logger });
    const { url } = await payments.listen({ host: config.host, port: config.port });
    return { url, stop: payments.stop };
  },
});
