import { seededRandom } from './seededRandom';

/** Choices that are the same whenever they are made for the same thing. */
export interface Draw {
  /** From 0 up to 1. */
  random(): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** That many different ones, or all where there are fewer, in a drawn order. */
  someOf<T>(choices: readonly T[], count: number): T[];
  /** True that often: 0 is never, 1 always. */
  happens(share: number): boolean;
}

/** The choices for the thing of that number; those of neighbours have nothing in common. */
export function drawFor(nth: number): Draw {
  // Seeds that follow each other begin alike, so the number is spread over all of them first.
  const random = seededRandom(Math.imul(nth + 1, 0x9e3779b1));
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const oneOf = <T>(choices: readonly T[]): T => {
    const choice = choices[whole(0, choices.length - 1)];
    if (choice === undefined) throw new Error('there is nothing to choose from');
    return choice;
  };
  return {
    random,
    whole,
    oneOf,
    someOf: (choices, count) => {
      const left = [...choices];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(whole(0, left.length - 1), 1),
      ).flat();
    },
    happens: (share) => random() < share,
  };
}
