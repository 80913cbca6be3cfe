import { InvalidInput } from '@marquee/shared/errors';
import { newId } from '@marquee/shared/ids';
import { requireText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { isItemId } from '../../domain/catalogItem';
import { InsufficientStock, ReservationExpired } from '../../domain/errors';
import { type ReservationState, readLines, type StockLine, sameLines } from '../../domain/reservation';
import { reserve, type StockCount } from '../../domain/stock';
import { databaseNow } from '../../persistence/databaseNow';
import { reservationsRepository } from '../../persistence/reservationsRepository';
import { stockRepository } from '../../persistence/stockRepository';
import type { StockReservationEntity } from '../../persistence/stockReservation.entity';
import { findShortages } from '../stock/findShortages';
import { moveStock } from '../stock/moveStock';
import { expire } from './releaseDueReservations';

export interface ReserveStock {
  /** Whose it is, such as an order's id. One reference reserves once. */
  readonly reference: string;
  readonly lines: readonly StockLine[];
  /** By the clock of the database. */
  readonly expiresAt: Date;
}

export interface Reserved {
  readonly reservationId: string;
  readonly state: ReservationState;
  readonly expiresAt: Date;
  /** Whether the reference had reserved before. */
  readonly replayed: boolean;
}

/**
 * Keeps the pieces of all lines, or of none, until they are committed, released, or the time is over. With a
 * transaction's manager it is part of that. A reference that comes again gets its first answer.
 * @throws InvalidInput for lines or times that cannot be, or other lines than the reference's first |
 * InsufficientStock naming every line that is short | ReservationExpired for a reference that is over
 */
export async function reserveStock(db: EntityManager, command: ReserveStock): Promise<Reserved> {
  const reference = requireText(command.reference, ['reference'], { max: 128 });
  const lines = readLines(command.lines);
  const first = await reservationsRepository(db).findByReference(reference);
  if (first !== null) return repeated(db, first, lines);
  await refuseEarly(db, lines);
  return db.transaction((tx) => reserveInOrder(tx, { reference, lines, expiresAt: command.expiresAt }));
}

/** Most who come too late learn it here: they need not wait for the locks of those who came in time. */
async function refuseEarly(db: EntityManager, lines: readonly StockLine[]): Promise<void> {
  const ids = itemIdsOf(lines);
  const shortages = await findShortages(db, lines, await stockRepository(db).findByItemIds(ids));
  if (shortages.length === 0) return;
  const due = await reservationsRepository(db).dueIdsOf(ids, 1);
  if (due.length === 0) throw new InsufficientStock(shortages, ['lines']);
}

const mostDue = 100;

async function reserveInOrder(tx: EntityManager, { reference, lines, expiresAt }: ReserveStock): Promise<Reserved> {
  const reservations = reservationsRepository(tx);
  const dueIds = await reservations.dueIdsOf(itemIdsOf(lines), mostDue);
  const dueLines = await reservations.linesOf(dueIds);
  const ids = new Set([...itemIdsOf(lines), ...dueLines.map(({ itemId }) => itemId)]);
  await stockRepository(tx).lock([...ids]);
  // Whoever waited for the lock may have waited for its own twin.
  const twin = await reservations.findByReference(reference);
  if (twin !== null) return repeated(tx, twin, lines);
  const now = await databaseNow(tx);
  if (expiresAt <= now) throw new InvalidInput('A reservation must end later than now.', ['expiresAt']);
  for (const id of dueIds) await expire(tx, id);
  const counts = await stockRepository(tx).findByItemIds(itemIdsOf(lines));
  const shortages = await findShortages(tx, lines, counts);
  if (shortages.length > 0) throw new InsufficientStock(shortages, ['lines']);
  const reservation = {
    id: newId('stockReservation'),
    reference,
    state: 'ACTIVE' as const,
    expiresAt,
    createdAt: now,
    updatedAt: now,
  };
  if (!(await reservations.insertOnce(reservation, lines))) {
    const other = await reservations.findByReference(reference);
    if (other === null) throw new Error('a reference that is taken has no reservation');
    return repeated(tx, other, lines);
  }
  await moveStock(tx, reserveAll(lines, counts), { reference });
  return { reservationId: reservation.id, state: 'ACTIVE', expiresAt, replayed: false };
}

function reserveAll(lines: readonly StockLine[], counts: readonly StockCount[]) {
  const byItem = new Map(counts.map((count) => [count.itemId, count]));
  return lines.flatMap(({ itemId, quantity }) => {
    const count = byItem.get(itemId);
    return count === undefined ? [] : [reserve(count, quantity)];
  });
}

async function repeated(
  db: EntityManager,
  { id, state, expiresAt }: StockReservationEntity,
  lines: readonly StockLine[],
): Promise<Reserved> {
  // Released before it was reserved, too: a compensation may overtake what it compensates.
  if (state === 'RELEASED' || state === 'EXPIRED') throw new ReservationExpired();
  if (!sameLines(await reservationsRepository(db).linesOf([id]), lines)) {
    throw new InvalidInput('This reference has reserved something else.', ['reference']);
  }
  return { reservationId: id, state, expiresAt, replayed: true };
}

const itemIdsOf = (lines: readonly StockLine[]): string[] => lines.map(({ itemId }) => itemId).filter(isItemId);
