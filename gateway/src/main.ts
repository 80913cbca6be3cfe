import { runService } from '@marquee/shared/service';
import { readGatewayConfig } from './config';
import { startGateway } from './startGateway';

runService({
  name: 'gateway',
  readConfig: readGatewayConfig,
  start: (config, logger) => startGateway(config, { logger }),
});
