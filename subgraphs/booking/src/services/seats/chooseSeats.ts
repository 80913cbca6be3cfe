import { InvalidInput } from '@marquee/shared/errors';
import { missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { checkCompanions } from '../../domain/companionSeats';
import { SeatUnavailable } from '../../domain/errors';
import { type AudienceKind, priceOf } from '../../domain/prices';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import type { ShowingAt } from '../../persistence/showingLock';
import { offerBlocks } from './offerBlocks';
import { knownPlan } from './seatPlans';

export interface SeatChoice {
  readonly seatId: string;
  readonly audience: AudienceKind;
}

/** A choice as it was sent: who says nothing of the audience means an adult. */
export interface SeatChoiceInput {
  readonly seatId: string;
  readonly audience?: AudienceKind | undefined;
}

export function readChoices(inputs: readonly SeatChoiceInput[]): SeatChoice[] {
  return inputs.map(({ seatId, audience = 'ADULT' }) => ({ seatId, audience }));
}

/** A chosen seat at its price of now, in the currency of the showing. */
export interface PricedSeat extends SeatChoice {
  readonly priceMinor: number;
}

/** How many other blocks a refusal names. */
const alternativeCount = 3;

type Path = readonly string[];

/**
 * The named seats with their prices, all of them free. `hadIds` are seats that the customer has already beside them.
 * @throws NotFound for one that is not in the room | InvalidInput for a companion seat without its wheelchair space | SeatUnavailable with what is free instead
 */
export async function chooseSeats(
  db: EntityManager,
  at: ShowingAt,
  choices: readonly SeatChoice[],
  path: Path,
  hadIds: readonly string[] = [],
): Promise<PricedSeat[]> {
  const { showing, now } = at;
  const { byId } = await knownPlan(db, showing.screenId);
  const seats = choices.map(({ seatId, audience }) => {
    const seat = byId.get(seatId);
    if (seat === undefined) throw missing('seat', seatId, path);
    return { seat, audience };
  });
  checkCompanions(
    seats.map(({ seat }) => seat),
    path,
    hadIds.flatMap((id) => byId.get(id) ?? []),
  );
  const claimed = await seatClaimsRepository(db).takenOf(
    showing.id,
    seats.map(({ seat }) => seat.id),
    now,
  );
  const taken = seats.filter(({ seat }) => seat.isBlocked || claimed.includes(seat.id)).map(({ seat }) => seat.id);
  if (taken.length > 0) throw await seatsGone(db, at, taken, seats.length, path);
  const prices = await seatMapRepository(db).pricesOf(showing);
  return seats.map(({ seat, audience }) => ({
    seatId: seat.id,
    audience,
    priceMinor: priceOf(prices, seat.type, audience),
  }));
}

/** The best free block for that many adults. @throws SeatUnavailable when there is none */
export async function chooseBestSeats(
  db: EntityManager,
  at: ShowingAt,
  partySize: number,
  path: Path,
): Promise<PricedSeat[]> {
  const [best] = await offerBlocks(db, at, { partySize, limit: 1 });
  if (best === undefined) throw new SeatUnavailable([], [], path);
  const choices = best.seatIds.map((seatId) => ({ seatId, audience: 'ADULT' as const }));
  return chooseSeats(db, at, choices, path);
}

/** The refusal that names blocks of the same size which are free at this moment. */
export async function seatsGone(
  db: EntityManager,
  at: ShowingAt,
  taken: readonly string[],
  partySize: number,
  path: Path,
): Promise<SeatUnavailable> {
  return new SeatUnavailable(taken, await offerBlocks(db, at, { partySize, limit: alternativeCount }), path);
}

/** Exactly one of the ways to say which seats. @throws InvalidInput */
export function requireOneWay(ways: Readonly<Record<string, unknown>>): void {
  const given = Object.values(ways).filter((way) => way != null);
  if (given.length === 1) return;
  const names = Object.keys(ways)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
  throw new InvalidInput(`Give exactly one of ${names}.`, ['input']);
}
