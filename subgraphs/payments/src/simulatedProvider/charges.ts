import { randomBytes, randomUUID } from 'node:crypto';
import { type OnceDone, runOnce } from '@marquee/shared/idempotency';
import type { DataSource, EntityManager } from 'typeorm';
import { announce } from './announce';
import { answerAction, authorise, type Charge, cancel, capture, type Ruling, refund } from './domain/charge';
import { findMagicToken, type MagicToken } from './domain/magicTokens';
import { type ChargeRefund, chargesRepository } from './persistence/chargesRepository';

/** What a call is answered with, the first time and each time that its key comes again. */
export interface ChargeAnswer {
  readonly status: number;
  readonly body: { readonly charge?: ShownCharge; readonly error?: Readonly<Record<string, unknown>> };
}

/** A charge as the merchant reads it. */
export type ShownCharge = Omit<Charge, 'actionSecret' | 'returnUrl'> & {
  readonly nextActionUrl: string | null;
  readonly refunds: readonly ChargeRefund[];
};

export interface Charges {
  readonly db: DataSource;
  /** Where customers reach its pages. */
  readonly publicUrl: () => string;
}

export interface NewCharge {
  readonly reference: string;
  readonly token: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly returnUrl: string | null;
}

type Done = OnceDone<ChargeAnswer>;

/** Sets an amount aside, once a key and once a reference. */
export function createCharge(charges: Charges, key: string, order: NewCharge): Promise<Done> {
  return once(charges, { operation: 'authorise', key, body: order }, async (tx) => {
    const token = findMagicToken(order.token);
    if (token === null) return { status: 404, body: { error: { kind: 'unknown_token' } } };
    const known = await chargesRepository(tx).findByReference(order.reference);
    if (known !== null) return answered(charges, tx, known.status === 'declined' ? declinedBefore(known) : done(known));
    const blank: Charge = {
      ...order,
      id: `ch_${randomUUID()}`,
      status: 'authorised',
      authorisedMinor: 0,
      capturedMinor: 0,
      refundedMinor: 0,
      declineCode: null,
      isRetryable: false,
      actionSecret: randomBytes(16).toString('base64url'),
      version: 0,
    };
    const ruling = authorise(blank, token);
    await chargesRepository(tx).insert(ruling.charge);
    await tell(charges, tx, token, ruling);
    return answered(charges, tx, ruling);
  });
}

/** Takes so much of what a charge has set aside. */
export function captureCharge(charges: Charges, key: string, id: string, amountMinor: number): Promise<Done> {
  const body = { id, amountMinor };
  return once(charges, { operation: 'capture', key, body }, (tx) =>
    change(charges, tx, id, async (charge, token) => {
      const ruling = capture(charge, amountMinor, token);
      if (ruling.kind === 'DONE') await chargesRepository(tx).book('CAPTURE', charge, amountMinor);
      return ruling;
    }),
  );
}

/** Releases what a charge has set aside and was not taken. */
export function cancelCharge(charges: Charges, key: string, id: string): Promise<Done> {
  return once(charges, { operation: 'cancel', key, body: { id } }, (tx) =>
    change(charges, tx, id, async (charge) => cancel(charge)),
  );
}

/** Gives back so much of what was taken, once a key and once a reference. */
export function refundCharge(charges: Charges, key: string, id: string, order: ChargeRefund): Promise<Done> {
  return once(charges, { operation: 'refund', key, body: { id, ...order } }, (tx) =>
    change(charges, tx, id, async (charge, token) => {
      const repository = chargesRepository(tx);
      if (await repository.hasRefund(order.reference)) return done(charge);
      const ruling = refund(charge, order.amountMinor, token);
      if (ruling.kind === 'DONE') {
        await repository.insertRefund(id, order);
        await repository.book('REFUND', charge, order.amountMinor);
      }
      return ruling;
    }),
  );
}

/** The customer's answer on the page; null when there is no such page. */
export function answerChallenge(
  charges: Charges,
  page: { readonly id: string; readonly secret: string },
  isApproved: boolean,
): Promise<Charge | null> {
  return charges.db.transaction(async (tx) => {
    const before = await chargesRepository(tx).findForUpdate(page.id);
    if (before === null || before.actionSecret !== page.secret) return null;
    const charge = answerAction(before, isApproved);
    if (charge.version === before.version) return charge;
    await chargesRepository(tx).update(charge);
    await tell(charges, tx, tokenOf(charge), done(charge));
    return charge;
  });
}

/** A charge as it is now. */
export async function showCharge(charges: Charges, id: string): Promise<ShownCharge | null> {
  const charge = await chargesRepository(charges.db.manager).find(id);
  return charge && shown(charges, charges.db.manager, charge);
}

function once(
  { db }: Charges,
  claim: { readonly operation: string; readonly key: string; readonly body: unknown },
  run: (tx: EntityManager) => Promise<ChargeAnswer>,
): Promise<Done> {
  return runOnce(db, { userId: 'merchant', ...claim }, run);
}

async function change(
  charges: Charges,
  tx: EntityManager,
  id: string,
  rule: (charge: Charge, token: MagicToken) => Promise<Ruling>,
): Promise<ChargeAnswer> {
  const before = await chargesRepository(tx).findForUpdate(id);
  if (before === null) return { status: 404, body: { error: { kind: 'unknown_charge' } } };
  const token = tokenOf(before);
  const ruling = await rule(before, token);
  if (ruling.charge.version !== before.version) {
    await chargesRepository(tx).update(ruling.charge);
    await tell(charges, tx, token, ruling);
  }
  return answered(charges, tx, ruling);
}

function tokenOf({ token }: Charge): MagicToken {
  const found = findMagicToken(token);
  if (found === null) throw new Error('a charge was made with a token that there is not');
  return found;
}

const done = (charge: Charge): Ruling => ({ kind: 'DONE', charge });

function declinedBefore(charge: Charge): Ruling {
  const decline = { code: charge.declineCode ?? 'do_not_honour', isRetryable: charge.isRetryable };
  return { kind: 'DECLINED', charge, decline };
}

async function tell(charges: Charges, tx: EntityManager, token: MagicToken, { charge }: Ruling): Promise<void> {
  await announce(tx, token, await shown(charges, tx, charge));
}

async function answered(charges: Charges, tx: EntityManager, ruling: Ruling): Promise<ChargeAnswer> {
  const charge = await shown(charges, tx, ruling.charge);
  switch (ruling.kind) {
    case 'DONE':
      return { status: 200, body: { charge } };
    case 'DECLINED':
      return { status: 402, body: { charge, error: { kind: 'declined', ...ruling.decline } } };
    case 'CONFLICT':
      return { status: 409, body: { charge, error: { kind: 'conflict', message: ruling.message } } };
    default:
      throw new TypeError(`no such ruling: ${String(ruling satisfies never)}`);
  }
}

async function shown({ publicUrl }: Charges, db: EntityManager, charge: Charge): Promise<ShownCharge> {
  const { actionSecret, returnUrl: _, ...rest } = charge;
  const isWaiting = charge.status === 'requires_action';
  return {
    ...rest,
    nextActionUrl: isWaiting ? new URL(`/challenges/${charge.id}/${actionSecret}`, publicUrl()).href : null,
    refunds: await chargesRepository(db).refundsOf(charge.id),
  };
}
