import { type EntityManager, In } from 'typeorm';
import type { PriceList } from '../domain/prices';
import type { PlanSeat } from '../domain/seat';
import type { PlanGeometry } from '../domain/seatView';
import { PriceTierEntity } from './priceTier.entity';
import { ScreenEntity } from './screen.entity';
import { SeatEntity } from './seat.entity';
import type { ShowingEntity } from './showing.entity';

/** Which state of a screen's plan there is. */
export interface PlanState extends PlanGeometry {
  readonly screenId: string;
  readonly state: string;
}

/** What is read of a showing to sell its seats: the plan of its screen, and what they cost. */
export function seatMapRepository(db: EntityManager) {
  return {
    /** The seats of the plans, blocked ones too, by y, then x. */
    plansOf: (screenIds: readonly string[]): Promise<(PlanSeat & { readonly screenId: string })[]> =>
      db.query(
        `select screen_id as "screenId", id, row, number, type, section, x, y, is_blocked as "isBlocked" from seat
         where screen_id = any ($1) and not is_retired order by y, x, id`,
        [screenIds],
      ),

    /**
     * The sizes of the plans, and what names their states: the version, and the transaction that wrote it, since a
     * version that was taken back is given again.
     */
    geometriesOf: (screenIds: readonly string[]): Promise<PlanState[]> =>
      db.query(
        `select id as "screenId", plan_width as width, plan_height as height, plan_version || ' ' || xmin as state
         from screen where id = any ($1)`,
        [screenIds],
      ),

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
