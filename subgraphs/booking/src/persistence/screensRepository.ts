import { type EntityManager, In } from 'typeorm';
import { ScreenEntity } from './screen.entity';

/** All queries on screens. */
export function screensRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<ScreenEntity[]> => db.findBy(ScreenEntity, { id: In([...ids]) }),

    /** The screens of these theaters, each by name, upper and lower case alike. */
    screensOf: (theaterIds: readonly string[]): Promise<ScreenEntity[]> =>
      db
        .createQueryBuilder(ScreenEntity, 'row')
        .where('row.theaterId in (:...theaterIds)', { theaterIds })
        .orderBy('lower(row.name) collate "C"')
        .addOrderBy('row.id')
        .getMany(),

    async insert(row: ScreenEntity): Promise<void> {
      await db.insert(ScreenEntity, row);
    },

    /** Waits for whoever changes the screen, its plan, or when something is shown on it. */
    findForUpdate: (id: string): Promise<ScreenEntity | null> =>
      // Not FOR UPDATE: seats and showings that refer to it may be inserted meanwhile.
      db.findOne(ScreenEntity, { where: { id }, lock: { mode: 'for_no_key_update' } }),

    /** The same for every screen on which the film is still to come, always in one order. */
    async lockThoseToShow(movieId: string): Promise<void> {
      await db.query(
        `select from screen where id in (select screen_id from showing where movie_id = $1 and starts_at > booking_now())
         order by id for no key update`,
        [movieId],
      );
    },

    async update(id: string, changes: Partial<Omit<ScreenEntity, 'id'>>): Promise<void> {
      await db.update(ScreenEntity, { id }, changes);
    },
  };
}
