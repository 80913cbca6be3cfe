import { type EntityManager, In } from 'typeorm';
import type { PriceList } from '../domain/prices';
import type { PlanSeat } from '../domain/seat';
import type { PlanGeometry } from '../domain/seatView';
import { PriceTierEntity } from './priceTier.entity';
import { ScreenEntity } from './screen.entity';
import { SeatEntity } from './seat.entity';
import type { ShowingEntity } from './showing.entity';

/** What is read of a showing to sell its seats: the plan of its screen, and what they cost. */
export function seatMapRepository(db: EntityManager) {
  return {
    /** The seats of the plan, blocked ones too, by y, then x. */
    planOf: (screenId: string): Promise<PlanSeat[]> =>
      db.query(
        `select id, row, number, type, section, x, y, is_blocked as "isBlocked" from seat
         where screen_id = $1 and not is_retired order by y, x, id`,
        [screenId],
      ),

    /**
     * The size of the plan, and what names its state: the version, and the transaction that wrote it, since a version
     * that was taken back is given again.
     */
    async geometryOf(screenId: string): Promise<PlanGeometry & { readonly state: string }> {
      const [row]: (PlanGeometry & { state: string })[] = await db.query(
        `select plan_width as width, plan_height as height, plan_version || ' ' || xmin as state
         from screen where id = $1`,
        [screenId],
      );
      if (row === undefined) throw new Error('the screen of a showing is gone');
      return row;
    },

    findInPlan: (id: string): Promise<SeatEntity | null> => db.findOneBy(SeatEntity, { id, isRetired: false }),

    /** Those of the seats that are out of order in every showing. */
    async blockedOf(seatIds: readonly string[]): Promise<string[]> {
      const rows = await db.findBy(SeatEntity, { id: In([...seatIds]), isBlocked: true });
      return rows.map(({ id }) => id);
    },

    /** False when it was so before. */
    async setBlocked(id: string, isBlocked: boolean): Promise<boolean> {
      const { affected } = await db.update(SeatEntity, { id, isBlocked: !isBlocked }, { isBlocked });
      return affected === 1;
    },

    async movePlanVersion(screenId: string): Promise<void> {
      await db.increment(ScreenEntity, { id: screenId }, 'planVersion', 1);
    },

    /** Showings of the screen that are not over, in the order in which they are to be locked. */
    async showingsToCome(screenId: string): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from showing
         where screen_id = $1 and sale <> 'CANCELLED' and ends_at > booking_now() order by id`,
        [screenId],
      );
      return rows.map(({ id }) => id);
    },

    async pricesOf({ id, basePriceMinor, currency }: ShowingEntity): Promise<PriceList> {
      return { basePriceMinor, currency, tiers: await db.findBy(PriceTierEntity, { showingId: id }) };
    },
  };
}
