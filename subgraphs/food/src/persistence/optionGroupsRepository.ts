import type { OptionGroup } from '@marquee/shared/menu';
import { type EntityManager, In } from 'typeorm';
import { MenuOptionEntity } from './menuOption.entity';
import { OptionGroupEntity } from './optionGroup.entity';

/** All queries on what can be chosen with dishes. */
export function optionGroupsRepository(db: EntityManager) {
  const groupsOf = (menuItemIds: readonly string[]): Promise<OptionGroupEntity[]> =>
    db.find(OptionGroupEntity, {
      where: { menuItemId: In([...menuItemIds]) },
      order: { menuItemId: 'ASC', position: 'ASC' },
    });
  const optionsOf = (groupIds: readonly string[]): Promise<MenuOptionEntity[]> =>
    db.find(MenuOptionEntity, { where: { groupId: In([...groupIds]) }, order: { groupId: 'ASC', position: 'ASC' } });

  return {
    groupsOf,
    optionsOf,

    /** The groups of one item with their options. */
    async findOf(menuItemId: string): Promise<OptionGroup[]> {
      const groups = await groupsOf([menuItemId]);
      const options = await optionsOf(groups.map(({ id }) => id));
      return groups.map(({ id, name, minChoices, maxChoices }) => ({
        id,
        name,
        minChoices,
        maxChoices,
        options: options.filter(({ groupId }) => groupId === id),
      }));
    },

    /** Nothing refers to these rows (orders keep copies), so ids that stay may be written anew. */
    async replace(menuItemId: string, groups: readonly OptionGroup[], currency: string): Promise<void> {
      await db.delete(OptionGroupEntity, { menuItemId });
      if (groups.length === 0) return;
      await db.insert(
        OptionGroupEntity,
        groups.map(({ id, name, minChoices, maxChoices }, position) => ({
          id,
          menuItemId,
          position,
          name,
          minChoices,
          maxChoices,
        })),
      );
      await db.insert(
        MenuOptionEntity,
        groups.flatMap(({ id: groupId, options }) =>
          options.map((option, position) => ({ ...option, groupId, position, currency })),
        ),
      );
    },
  };
}
