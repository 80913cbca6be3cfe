import { Conflict, InvalidInput } from '@marquee/shared/errors';

type Path = readonly (string | number)[];

/** Seats that one block takes, with the price for adults and how good they are from 0 to 1. */
export interface OfferedBlock {
  readonly seatIds: readonly string[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly score: number;
}

/** Some of the seats are gone, or there is no block of that size; with what is free instead, best first. */
export class SeatUnavailable extends Conflict {
  constructor(takenSeatIds: readonly string[], alternatives: readonly OfferedBlock[], path: Path) {
    const message =
      takenSeatIds.length > 0 ? 'One of these seats is not free.' : 'There are not enough free seats together.';
    super('SEAT_UNAVAILABLE', message, {
      type: 'SeatUnavailableError',
      path,
      details: { takenSeatIds: [...takenSeatIds], alternatives: [...alternatives] },
    });
  }
}

/** The hold ran out before it was booked or extended. */
export class HoldExpired extends Conflict {
  constructor(expiredAt: Date, canReacquire: boolean, path: Path) {
    super('HOLD_EXPIRED', 'The time for these seats ran out.', {
      type: 'HoldExpiredError',
      path,
      details: { expiredAt, canReacquire },
    });
  }
}

/** One customer keeps too many seats from the others. */
export class HoldLimit extends InvalidInput {
  constructor(message: string, path: Path) {
    super(message, path, 'HOLD_LIMIT');
  }
}

/** No seats of this showing are sold now. */
export class ShowingClosed extends InvalidInput {
  constructor(message: string, path: Path) {
    super(message, path, 'SHOWING_CLOSED');
  }
}

/** Something else is on that screen at that time. */
export class ShowingOverlap extends InvalidInput {
  constructor(path: Path) {
    super('Something else is on this screen at that time.', path, 'SHOWING_OVERLAP');
  }
}

/** Seats that would go are held or sold in a showing to come. */
export class ScreenInUse extends InvalidInput {
  constructor(labels: readonly string[], path: Path) {
    const shown = labels.slice(0, 5).join(', ') + (labels.length > 5 ? ' and more' : '');
    super(`These seats are held or sold in a showing to come: ${shown}.`, path, 'SCREEN_IN_USE');
  }
}

/** It is too close to the beginning. */
export class CancellationWindowClosed extends Conflict {
  constructor(closedAt: Date) {
    super('CANCELLATION_WINDOW_CLOSED', 'It is too late to cancel this booking.', {
      type: 'CancellationWindowClosedError',
      path: ['input', 'bookingId'],
      details: { closedAt },
    });
  }
}

/** A ticket lets one person in, once. */
export class AlreadyCheckedIn extends InvalidInput {
  constructor(checkedInAt: Date) {
    super(`This ticket was used at ${checkedInAt.toISOString()}.`, ['code'], 'ALREADY_CHECKED_IN');
  }
}

/** Somebody was let into this showing already, so it begins when it does. */
export class ShowingAttended extends InvalidInput {
  constructor(path: Path) {
    super('Somebody was let into this showing already: it cannot begin at another time.', path, 'ALREADY_CHECKED_IN');
  }
}
