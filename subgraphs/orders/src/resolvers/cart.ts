import { money } from '@marquee/shared/money';
import type { OrdersContext } from '../context';
import type { Cart as CartModel, QuotedLine } from '../domain/cart';
import type { CartQuote } from '../domain/cartQuote';
import type {
  AppliedCouponResolvers,
  CartLineResolvers,
  CartResolvers,
  CatalogCartLineResolvers,
  FoodCartLineResolvers,
  SeatCartLineResolvers,
} from '../generated/resolverTypes';

/** A line with the currency of its basket. */
export interface LineOfCart extends QuotedLine {
  readonly currency: string;
}

export type CouponOfCart = CartQuote['coupons'][number] & { readonly currency: string };

type Total = 'subtotalMinor' | 'discountMinor' | 'shippingMinor' | 'taxMinor' | 'totalMinor';

const totalOf =
  (name: Total) =>
  async (cart: CartModel, _args: unknown, { loaders }: OrdersContext) => {
    const { price, currency } = await loaders.quote.load(cart);
    // What cannot be sent anywhere costs nothing on the way; the till says so.
    return money(price[name] ?? 0, currency);
  };

export const Cart: CartResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.cart.load(id),
  customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
  lines: async (cart, _args, { loaders }) => {
    const { lines, currency } = await loaders.quote.load(cart);
    return lines.map((line) => ({ ...line, currency }));
  },
  coupons: async (cart, _args, { loaders }) => {
    const { coupons, currency } = await loaders.quote.load(cart);
    return coupons.map((coupon) => ({ ...coupon, currency }));
  },
  subtotal: totalOf('subtotalMinor'),
  discountTotal: totalOf('discountMinor'),
  shippingTotal: totalOf('shippingMinor'),
  taxTotal: totalOf('taxMinor'),
  total: totalOf('totalMinor'),
  warnings: async (cart, _args, { loaders }) => [...(await loaders.quote.load(cart)).warnings],
};

const lineTypes = { ITEM: 'CatalogCartLine', SEATS: 'SeatCartLine', DISH: 'FoodCartLine' } as const;

export const CartLine: CartLineResolvers = { __resolveType: ({ line }) => lineTypes[line.kind] };

/** What every kind resolves alike. */
const lineFields = {
  quantity: ({ line }: LineOfCart) => line.quantity,
  unitPrice: ({ unitPriceMinor, currency }: LineOfCart) => money(unitPriceMinor, currency),
  lineTotal: ({ amountMinor, currency }: LineOfCart) => money(amountMinor, currency),
};

export const CatalogCartLine: CatalogCartLineResolvers = {
  ...lineFields,
  item: ({ line }) => ({ id: line.subjectId }),
};

export const SeatCartLine: SeatCartLineResolvers = {
  ...lineFields,
  hold: ({ line }) => ({ id: line.subjectId }),
  expiresAt: ({ expiresAt }) => {
    if (expiresAt === null) throw new Error('a basket has seats of a hold that is not known');
    return expiresAt;
  },
};

export const FoodCartLine: FoodCartLineResolvers = {
  ...lineFields,
  menuItem: ({ line }) => ({ id: line.subjectId }),
  note: ({ line }) => line.note,
};

export const AppliedCoupon: AppliedCouponResolvers = {
  code: ({ coupon }) => coupon.code,
  description: ({ coupon }) => coupon.description,
  discount: ({ discountMinor, currency }) => money(discountMinor, currency),
};
