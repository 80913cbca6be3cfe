import { requireViewer } from '@marquee/shared/auth';
import type { OrdersContext } from '../context';
import type { Cart } from '../domain/cart';
import type { MutationResolvers } from '../generated/resolverTypes';
import { addCartLine } from '../services/cart/addCartLine';
import { applyCoupon } from '../services/cart/applyCoupon';
import type { WhichCart } from '../services/cart/changeCart';
import { clearCart } from '../services/cart/clearCart';
import { mergeCart } from '../services/cart/mergeCart';
import { removeCoupon } from '../services/cart/removeCoupon';
import { setCartLine } from '../services/cart/setCartLine';

export const cartMutations: MutationResolvers = {
  cartLineAdd: async (_root, { cartId, input }, context) =>
    shown(context, await addCartLine(context.services, which(context, cartId), input)),
  cartLineSet: async (_root, { cartId, ...command }, context) =>
    shown(context, await setCartLine(context.services, which(context, cartId), command)),
  cartClear: async (_root, { cartId }, context) =>
    shown(context, await clearCart(context.services, which(context, cartId))),
  cartMerge: async (_root, { anonymousCartId }, context) => {
    const { userId } = requireViewer(context);
    return shown(context, await mergeCart(context.services, userId, anonymousCartId));
  },
  couponApply: async (_root, { cartId, code }, context) =>
    shown(context, await applyCoupon(context.services, which(context, cartId), code)),
  couponRemove: async (_root, { cartId, code }, context) =>
    shown(context, await removeCoupon(context.services, which(context, cartId), code)),
};

const which = ({ viewer }: OrdersContext, cartId: string | null | undefined): WhichCart => ({ viewer, cartId });

function shown({ loaders }: OrdersContext, cart: Cart) {
  loaders.forgetCarts();
  return { cart, errors: [] };
}
