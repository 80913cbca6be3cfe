import type { PriceTierEntity } from '../../persistence/priceTier.entity';

/** Children and students pay less on ordinary seats; better chairs cost more, whoever sits there. */
export function demoTiers({
  id: showingId,
  basePriceMinor,
}: {
  id: string;
  basePriceMinor: number;
}): PriceTierEntity[] {
  const tier = (seatType: PriceTierEntity['seatType'], audience: PriceTierEntity['audience'], more: number) => ({
    showingId,
    seatType,
    audience,
    priceMinor: basePriceMinor + more,
  });
  return [
    tier('STANDARD', 'CHILD', -400),
    tier('STANDARD', 'STUDENT', -200),
    tier('STANDARD', 'SENIOR', -200),
    tier('PREMIUM', 'ADULT', 250),
    tier('RECLINER', 'ADULT', 500),
    tier('LOVE_SEAT', 'ADULT', 350),
    tier('COMPANION', 'ADULT', -400),
  ];
}
