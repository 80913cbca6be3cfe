import { readBookingConfig, seedDemoCinemas } from '@marquee/booking';
import { readCatalogConfig, seedDemoShop } from '@marquee/catalog';
import { readFoodConfig, seedDemoCity } from '@marquee/food';
import { readOrdersConfig, seedDemoCoupons } from '@marquee/orders';
import type { Environment } from '@marquee/shared/config';
import { createLogger } from '@marquee/shared/logging';
import { readUsersConfig, seedDemoAccounts } from '@marquee/users';
import type { BannerAccount } from './banner';
import type { LogFile } from './logFile';

/** Makes the demo city where it is missing: accounts of every role, restaurants with some as staff, cinemas, a shop, coupons. */
export async function demoAccounts(environment: Environment, log: LogFile): Promise<BannerAccount[]> {
  const logger = createLogger({ service: 'launcher' }, log.destination);
  const accounts = await seedDemoAccounts(readUsersConfig(environment), { logger });
  const idsOf = (part: string) => accounts.filter((account) => account.part === part).map(({ id }) => id);
  const staff = { kitchenUserIds: idsOf('KITCHEN'), courierUserIds: idsOf('COURIER') };
  await Promise.all([
    seedDemoCity(readFoodConfig(environment), staff, { logger }),
    seedDemoCinemas(readBookingConfig(environment), { logger }),
    seedDemoShop(readCatalogConfig(environment), { logger }),
    seedDemoCoupons(readOrdersConfig(environment), { logger }),
  ]);
  return accounts.map(({ part, email, password }) => ({ role: part, email, password }));
}
