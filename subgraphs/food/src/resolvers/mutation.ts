import { requireScope, requireViewer } from '@marquee/shared/auth';
import { scopeOfDuty, writeScope } from '../domain/foodOrderAccess';
import type { MutationResolvers } from '../generated/resolverTypes';
import { assignCourier } from '../services/assignCourier';
import { cancelFoodOrder } from '../services/cancelFoodOrder';
import { pauseRestaurant } from '../services/pauseRestaurant';
import { placeFoodOrder } from '../services/placeFoodOrder';
import { reportCourierLocation } from '../services/reportCourierLocation';
import { saveFood } from '../services/saveFood';
import { saveFoodCategory } from '../services/saveFoodCategory';
import { saveMenuItem } from '../services/saveMenuItem';
import { saveRestaurant } from '../services/saveRestaurant';
import { setFoodOrderStatus } from '../services/setFoodOrderStatus';
import { setMenuItemAvailability } from '../services/setMenuItemAvailability';
import { setRestaurantStaff } from '../services/setRestaurantStaff';

const { KITCHEN: kitchenScope, COURIER: courierScope } = scopeOfDuty;

export const Mutation: MutationResolvers = {
  foodCategorySave: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    const id = await saveFoodCategory(context.services, input);
    return { category: await context.loaders.category.load(id), errors: [] };
  },
  restaurantSave: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    const id = await saveRestaurant(context.services, input);
    return { restaurant: await context.loaders.restaurant.load(id), errors: [] };
  },
  restaurantPause: async (_root, args, context) => {
    const viewer = requireScope(context, kitchenScope);
    const id = await pauseRestaurant(context.services, viewer, args);
    return { restaurant: await context.loaders.restaurant.load(id), errors: [] };
  },
  foodSave: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    const id = await saveFood(context.services, input);
    return { food: await context.loaders.food.load(id), errors: [] };
  },
  menuItemSave: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    const id = await saveMenuItem(context.services, input);
    return { menuItem: await context.loaders.menuItem.load(id), errors: [] };
  },
  menuItemAvailabilitySet: async (_root, args, context) => {
    const viewer = requireScope(context, kitchenScope, writeScope);
    const id = await setMenuItemAvailability(context.services, viewer, args);
    return { menuItem: await context.loaders.menuItem.load(id), errors: [] };
  },
  restaurantStaffSet: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    await setRestaurantStaff(context.services, input);
    return { restaurant: await context.loaders.restaurant.load(input.restaurantId), errors: [] };
  },
  foodOrderPlace: async (_root, { input }, context) => {
    const { userId: customerId } = requireViewer(context);
    const { orderId, replayed } = await placeFoodOrder(context.services, { ...input, customerId });
    return { order: await context.loaders.order.load(orderId), replayed, errors: [] };
  },
  foodOrderCancel: async (_root, args, context) => {
    const { orderId, replayed } = await cancelFoodOrder(context.services, requireViewer(context), args);
    return { order: await context.loaders.order.load(orderId), replayed, errors: [] };
  },
  foodOrderStatusSet: async (_root, { input }, context) => {
    const viewer = requireScope(context, kitchenScope, courierScope);
    return { order: await setFoodOrderStatus(context.services, viewer, input), replayed: false, errors: [] };
  },
  courierAssign: async (_root, args, context) => {
    const viewer = requireScope(context, kitchenScope, courierScope);
    return { order: await assignCourier(context.services, viewer, args), replayed: false, errors: [] };
  },
  courierLocationReport: async (_root, args, context) => {
    const viewer = requireScope(context, courierScope);
    return { order: await reportCourierLocation(context.services, viewer, args), replayed: false, errors: [] };
  },
};
