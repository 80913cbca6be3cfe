import { Conflict, InvalidInput, NotFound } from '@marquee/shared/errors';

type Path = readonly (string | number)[];

/** An item of which fewer pieces can be had than were asked for. */
export interface StockShortage {
  readonly itemId: string;
  readonly requested: number;
  readonly available: number;
}

/** Somebody else saved first. */
export class VersionConflict extends Conflict {
  constructor(currentVersion: number, path: Path = ['input', 'version']) {
    super('VERSION_CONFLICT', 'Somebody else has changed this meanwhile.', {
      type: 'VersionConflictError',
      path,
      details: { currentVersion },
    });
  }
}

/** Another item has it, an archived one perhaps. */
export class SkuTaken extends InvalidInput {
  constructor(path: Path) {
    super('Another item has this SKU.', path, 'SKU_TAKEN');
  }
}

/** Another book has it, an archived one perhaps. */
export class IsbnTaken extends InvalidInput {
  constructor(path: Path) {
    super('Another book has this ISBN.', path, 'ISBN_TAKEN');
  }
}

/** There is less than was asked for. */
export class InsufficientStock extends Conflict {
  constructor(shortages: readonly StockShortage[], path?: Path) {
    super('INSUFFICIENT_STOCK', 'There is not enough in stock.', {
      type: 'InsufficientStockError',
      path,
      details: { shortages: [...shortages] },
    });
  }
}

/** What was reserved has been given back, and perhaps sold to somebody else. */
export class ReservationExpired extends InvalidInput {
  constructor() {
    super('The time for these pieces ran out.', undefined, 'RESERVATION_EXPIRED');
  }
}

/** No item with that id, or none that the caller may see. */
export class NoSuchItem extends NotFound {
  constructor(missingId: string, path: Path) {
    super('There is no such item.', { missingId, path });
  }
}
