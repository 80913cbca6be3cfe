/** The row that a foreign key of this database leads to. */
export async function referenced<T>(row: Promise<T | null>): Promise<T> {
  const found = await row;
  if (found === null) throw new Error('a foreign key leads nowhere');
  return found;
}
