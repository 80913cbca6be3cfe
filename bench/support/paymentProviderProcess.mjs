// Started by paymentProvider.mjs.
import { readSimulatedProviderConfig, startSimulatedProvider } from '@marquee/payments';
import { createLogger } from '@marquee/shared/logging';

const logger = createLogger({ service: 'simulated-provider', level: 'silent' });
const provider = await startSimulatedProvider(readSimulatedProviderConfig(process.env), logger);

process.on('message', () => void provider.stop().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
process.send({ url: provider.url });
