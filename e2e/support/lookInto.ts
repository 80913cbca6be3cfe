import { Client } from 'pg';

/** Looks into a database behind what its owner tells, or changes something there. */
export async function lookInto<T>(url: string | undefined, look: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    return await look(db);
  } finally {
    await db.end();
  }
}
