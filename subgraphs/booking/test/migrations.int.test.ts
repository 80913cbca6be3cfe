import { redoMigrations } from '@marquee/shared/testing';
import { openBookingDatabase } from '../src/persistence/dataSource';
import { aBookingBed } from './support/bookingBed';
import { aScreen, aShowing, seatIdsOf } from './support/builders';
import { aCustomer } from './support/people';
import { aBooking, aHold } from './support/sales';

describe('the migrations', () => {
  it('can all be taken back over a full database, and done again', async () => {
    const bed = await aBookingBed();
    const screenId = await aScreen(bed);
    const showingId = await aShowing(bed, { screenId });
    const seats = await seatIdsOf(bed, screenId);
    await aHold(bed, aCustomer(), { showingId, seatIds: [seats['A1']] });
    await aBooking(bed, aCustomer(), { showingId, seats: [{ seatId: seats['A2'] }] });
    // What the bed runs in the background would miss its tables.
    await bed.subgraph.stop();

    const db = await openBookingDatabase(bed.databaseUrl, bed.logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
  });
});
