import { runService } from '@marquee/shared/service';
import { readSimulatedProviderConfig } from './config';
import { startSimulatedProvider } from './startSimulatedProvider';

runService({
  name: 'simulated-provider',
  readConfig: readSimulatedProviderConfig,
  start: startSimulatedProvider,
});
