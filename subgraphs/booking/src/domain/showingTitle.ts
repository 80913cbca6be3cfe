/** What a showing is called. */
export interface NamedShowing {
  readonly movieTitle: string;
  readonly theaterName: string;
  readonly startsAt: Date;
  /** Of the theater. */
  readonly timeZone: string;
}

/** What a receipt calls it: the film, the theater, and when it is there. */
export function showingTitle({ movieTitle, theaterName, startsAt, timeZone }: NamedShowing): string {
  const when = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return `${movieTitle}, ${theaterName}, ${when.format(startsAt)}`;
}
