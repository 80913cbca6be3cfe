import path from 'node:path';
import { readGatewayConfig } from '@marquee/gateway';
import { readSimulatedProviderConfig } from '@marquee/payments';
import type { Environment } from '@marquee/shared/config';
import { freePort } from '../postgres/freePort';
import { startChildService } from './childService';
import type { LayoutOptions } from './layout';
import { reachableUrl } from './reachableUrl';
import { hasOwnProvider } from './services';

export interface ProvidedPaymentProvider {
  /** Where payments finds it, when the environment did not say. */
  readonly environment: Environment;
  stop(): Promise<void>;
}

/** Starts the simulated payment provider as a process of its own in either layout, unless the environment names one. */
export async function providePaymentProvider(options: LayoutOptions): Promise<ProvidedPaymentProvider> {
  const { environment, root } = options;
  if (hasOwnProvider(environment)) return { environment: {}, stop: async () => {} };
  const port = environment['SIMULATED_PROVIDER_PORT'] ?? String(await freePort());
  const gatewayUrl = reachableUrl(readGatewayConfig(environment));
  const own = {
    SIMULATED_PROVIDER_WEBHOOK_URL: `${gatewayUrl}/webhooks/payments`,
    ...environment,
    SIMULATED_PROVIDER_PORT: port,
  };
  const url = reachableUrl(readSimulatedProviderConfig(own));
  const provider = await startChildService({
    ...options,
    name: 'simulated-provider',
    mainFile: path.join(root, 'subgraphs/payments/dist/simulatedProvider/main.js'),
    environment: own,
    readyUrl: `${url}/health/ready`,
    cwd: root,
  });
  return { environment: { PAYMENT_PROVIDER_URL: url }, stop: provider.stop };
}
