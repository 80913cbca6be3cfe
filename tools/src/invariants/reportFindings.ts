import type { Finding } from './checkInvariants';

const mostShown = 5;

/** One line for each promise, and below one that is broken the first rows that break it. */
export function reportFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ id, where, promise, violations }) => {
    const line = `${id}  ${where}: ${promise}`;
    if (violations === null) return [`-       ${line} (not looked at: a database is not named)`];
    if (violations.length === 0) return [`ok      ${line}`];
    const shown = violations.slice(0, mostShown).map((row) => `          ${JSON.stringify(row)}`);
    const more = violations.length - shown.length;
    return [`BROKEN  ${line} (${violations.length})`, ...shown, ...(more > 0 ? [`          and ${more} more`] : [])];
  });
  const broken = findings.filter(({ violations }) => (violations?.length ?? 0) > 0).length;
  const skipped = findings.filter(({ violations }) => violations === null).length;
  const kept = findings.length - broken - skipped;
  return [...lines, `${kept} hold, ${broken} broken, ${skipped} not looked at`].join('\n');
}
