import { median, rounded } from '../../support/statistics.mjs';

/**
 * One figure of a contender over the rounds, and its ratio to the stock contender's figure of the same round, so that what
 * slows a round down slows both: `412 (x 2.31, 2.20 to 2.44)`.
 * @param {readonly number[]} figures one for each round
 * @param {readonly number[]} stockFigures of the same rounds; none where the stock contender was not measured
 */
export function againstStock(figures, stockFigures) {
  const middle = rounded(median(figures));
  if (stockFigures.length === 0)
    return `${middle} (${rounded(Math.min(...figures))} to ${rounded(Math.max(...figures))})`;
  const ratios = figures.map((figure, round) => figure / stockFigures[round]);
  const shown = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) =>
    ratio.toFixed(ratio < 0.1 ? 3 : 2),
  );
  return `${middle} (x ${shown[0]}, ${shown[1]} to ${shown[2]})`;
}
