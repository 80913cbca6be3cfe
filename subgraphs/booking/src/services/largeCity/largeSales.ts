import { drawSpokenNumber, newId } from '@marquee/shared/ids';
import type { Draw } from '@marquee/shared/seeding';
import type { Booking } from '../../domain/booking';
import { type AudienceKind, priceOf } from '../../domain/prices';
import { isAccessiblePlace } from '../../domain/seat';
import type { BookedSeatEntity } from '../../persistence/bookedSeat.entity';
import type { SeatEntity } from '../../persistence/seat.entity';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { demoTiers } from '../demoCity/demoTiers';

/** What one party bought. */
export interface LargeSale {
  readonly booking: Booking;
  readonly seats: readonly BookedSeatEntity[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostInParty = 4;

/** What has been sold of a showing: a good part of what begins within three days, little of what is a week away. */
export function largeSales(
  showing: ShowingEntity,
  seats: readonly SeatEntity[],
  { customerIds, draw, now }: { readonly customerIds: readonly string[]; readonly draw: Draw; readonly now: Date },
): LargeSale[] {
  const share = shareSold(draw, (showing.startsAt.getTime() - now.getTime()) / dayMs);
  return partiesIn(seats, share, draw).map((party) => {
    const createdAt = new Date(now.getTime() - Math.ceil(draw.random() * 72 * hourMs));
    return saleOf(showing, party, { customerId: draw.oneOf(customerIds), createdAt, draw });
  });
}

function shareSold(draw: Draw, daysAhead: number): number {
  if (daysAhead < 3) return 0.05 + 0.3 * draw.random();
  if (daysAhead < 7) return 0.06 * draw.random();
  return draw.happens(0.3) ? 0.03 : 0;
}

/** Neighbours in a row, with gaps between the parties as they come about. Places for wheelchairs stay free. */
function partiesIn(seats: readonly SeatEntity[], share: number, draw: Draw): SeatEntity[][] {
  const parties: SeatEntity[][] = [];
  let index = 0;
  while (index < seats.length) {
    const size = draw.whole(1, mostInParty);
    const party = seats.slice(index, index + size);
    const isTogether = party.every((seat) => seat.row === party[0]?.row && !isAccessiblePlace(seat));
    if (isTogether && draw.happens(share)) parties.push(party);
    index += size;
  }
  return parties;
}

function saleOf(
  showing: ShowingEntity,
  party: readonly SeatEntity[],
  { customerId, createdAt, draw }: { readonly customerId: string; readonly createdAt: Date; readonly draw: Draw },
): LargeSale {
  const id = newId('booking');
  const { basePriceMinor, currency } = showing;
  const prices = { basePriceMinor, currency, tiers: demoTiers(showing) };
  const seats = party.map(({ id: seatId, type }, position) => {
    const audience: AudienceKind = draw.happens(0.15) ? 'STUDENT' : 'ADULT';
    const priceMinor = priceOf(prices, type, audience);
    return { id: newId('bookedSeat'), bookingId: id, position, seatId, audience, priceMinor, currency };
  });
  const booking: Booking = {
    id,
    number: drawSpokenNumber('B', (limit) => draw.whole(0, limit - 1)),
    customerId,
    showingId: showing.id,
    holdId: null,
    status: 'CONFIRMED',
    expiresAt: null,
    isOfOrder: false,
    seatCount: seats.length,
    totalMinor: seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    currency,
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
  return { booking, seats };
}
