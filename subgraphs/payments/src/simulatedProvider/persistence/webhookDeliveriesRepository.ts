import type { EntityManager } from 'typeorm';

/** A webhook that has not been taken yet. */
export interface WebhookDelivery {
  readonly position: string;
  readonly body: string;
  /** How often it was sent, this time included. */
  readonly tries: number;
}

/** All queries on the webhooks that are owed. */
export function webhookDeliveriesRepository(db: EntityManager) {
  return {
    async insert(body: string, delayMs: number): Promise<void> {
      await db.query(`insert into webhook_delivery (body, due_at) values ($1, now() + make_interval(secs => $2))`, [
        body,
        delayMs / 1_000,
      ]);
    },

    /** Those that are due, each put off so that it comes again should it not be taken. */
    async claimDue(limit: number, retryAfterMs: number): Promise<WebhookDelivery[]> {
      const [rows]: [WebhookDelivery[], number] = await db.query(
        `update webhook_delivery set tries = tries + 1, due_at = now() + make_interval(secs => $2) * (tries + 1)
         where position in (
           select position from webhook_delivery
           where delivered_at is null and due_at <= now() order by due_at limit $1 for update skip locked)
         returning position, body, tries`,
        [limit, retryAfterMs / 1_000],
      );
      return rows;
    },

    async finish(position: string): Promise<void> {
      await db.query('update webhook_delivery set delivered_at = now() where position = $1', [position]);
    },
  };
}
