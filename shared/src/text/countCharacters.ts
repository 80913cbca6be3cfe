/** Unicode code points, as PostgreSQL's `length` counts them; an emoji is not two. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
