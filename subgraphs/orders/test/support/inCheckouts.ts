import { anOrdersBed, type OrdersBed, wednesdayLunch } from './ordersBed';
import { type Participants, participants } from './participants';

/** Who takes part in a checkout: orders, and the others as a test lets them answer. */
export interface Checkouts {
  readonly bed: OrdersBed;
  readonly others: Participants;
}

/** Opens them for the tests of a file; each test finds the clock at lunch, and others who do what they are asked. */
export function inCheckouts(use: (opened: Checkouts) => void): void {
  let opened: Checkouts;
  beforeAll(async () => {
    const bed = await anOrdersBed();
    opened = { bed, others: await participants(bed) };
    use(opened);
  });
  beforeEach(() => {
    opened.bed.clock.set(wednesdayLunch);
    opened.others.reset();
  });
  afterAll(async () => {
    await opened.others.stop();
    await opened.bed.close();
  });
}
