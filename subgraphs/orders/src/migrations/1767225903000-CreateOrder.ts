import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders with frozen titles and prices, each status they had, what was sent, and what is to be given back of them. */
export class CreateOrder1767225903000 implements MigrationInterface {
  readonly name = 'CreateOrder1767225903000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table customer_order (
        id                 text collate "C" primary key,
        number             text collate "C" not null constraint customer_order_number unique,
        customer_id        text collate "C" not null,
        status             text collate "C" not null check (status in
          ('PENDING', 'AWAITING_PAYMENT', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'FAILED',
           'PARTIALLY_REFUNDED', 'REFUNDED')),
        currency           text collate "C" not null,
        subtotal_minor     bigint not null check (subtotal_minor >= 0),
        discount_minor     bigint not null check (discount_minor between 0 and subtotal_minor),
        shipping_minor     bigint not null check (shipping_minor >= 0),
        delivery_fee_minor bigint not null check (delivery_fee_minor between 0 and shipping_minor),
        tax_minor          bigint not null check (tax_minor between 0 and total_minor),
        total_minor        bigint not null check (total_minor <= 9007199254740991),
        refunded_minor     bigint not null check (refunded_minor between 0 and total_minor),
        shipping_address   jsonb,
        billing_address    jsonb,
        booking_id         text collate "C" constraint customer_order_booking unique,
        food_order_id      text collate "C" constraint customer_order_food_order unique,
        payment_id         text collate "C",
        saga_id            text collate "C" not null,
        is_paid_later      boolean not null,
        pay_by             timestamptz(3),
        has_goods          boolean not null,
        is_shipped         boolean not null,
        version            integer not null check (version > 0),
        created_at         timestamptz(3) not null,
        updated_at         timestamptz(3) not null,
        check (total_minor = subtotal_minor - discount_minor + shipping_minor),
        check (pay_by is null or is_paid_later)
      )`);
    for (const columns of ['created_at, id', 'currency, total_minor, id', 'status, id'] as const) {
      await runner.query(`create index on customer_order (customer_id, ${columns})`);
      await runner.query(`create index on customer_order (${columns})`);
    }
    await runner.query(`
      create index customer_order_unpaid on customer_order (pay_by)
        where pay_by is not null and status = 'AWAITING_PAYMENT'`);

    await runner.query(`
      create table order_line (
        id               text collate "C" primary key,
        order_id         text collate "C" not null references customer_order (id),
        position         integer not null check (position >= 0),
        kind             text collate "C" not null check (kind in ('ITEM', 'SEATS', 'DISH', 'TIP')),
        subject_id       text collate "C",
        title            text not null,
        quantity         integer not null check (quantity between 1 and 50),
        unit_price_minor bigint not null check (unit_price_minor >= 0),
        amount_minor     bigint not null check (amount_minor >= 0),
        discount_minor   bigint not null check (discount_minor between 0 and amount_minor),
        currency         text collate "C" not null,
        unique (order_id, position),
        check ((kind = 'TIP') = (subject_id is null))
      )`);
    await runner.query('create index order_line_of_subject on order_line (subject_id)');

    await runner.query(`
      create table order_timeline (
        order_id text collate "C" not null references customer_order (id),
        version  integer not null check (version > 0),
        status   text collate "C" not null,
        actor    text collate "C" not null check (actor in ('CUSTOMER', 'STAFF', 'SYSTEM')),
        actor_id text collate "C",
        note     text,
        at       timestamptz(3) not null,
        primary key (order_id, version)
      )`);

    await runner.query(`
      create table shipment (
        id              text collate "C" primary key,
        order_id        text collate "C" not null references customer_order (id),
        carrier         text,
        tracking_number text,
        shipped_at      timestamptz(3),
        delivered_at    timestamptz(3)
      )`);
    await runner.query('create index shipment_of_order on shipment (order_id, id)');

    // What a part of an order was paid, to be given back once: the saga is null until the money was taken.
    await runner.query(`
      create table order_refund (
        order_id     text collate "C" not null references customer_order (id),
        reference    text collate "C" not null,
        amount_minor bigint not null check (amount_minor > 0),
        reason       text,
        saga_id      text collate "C",
        primary key (order_id, reference)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table order_refund, shipment, order_timeline, order_line, customer_order');
  }
}
