import { runService } from '@marquee/shared/service';
import { readBookingConfig } from './config';
import { startBooking } from './server';

runService({
  name: 'booking',
  readConfig: readBookingConfig,
  start: async (config, logger) => {
    const booking = await startBooking(config, { logger });
    const { url } = await booking.listen({ host: config.host, port: config.port });
    return { url, stop: booking.stop };
  },
});
