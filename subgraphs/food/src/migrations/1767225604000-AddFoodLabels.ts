import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a dish suits, what it contains, and its energy. */
export class AddFoodLabels1767225604000 implements MigrationInterface {
  readonly name = 'AddFoodLabels1767225604000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table food
        add dietary text[] not null default '{}' constraint food_dietary
          check (dietary <@ array['VEGETARIAN', 'VEGAN', 'GLUTEN_FREE', 'HALAL', 'KOSHER', 'SPICY']),
        add allergens text[] not null default '{}' constraint food_allergens
          check (allergens <@ array['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soybeans', 'milk', 'nuts',
                                    'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']),
        add kcal integer constraint food_kcal check (kcal between 0 and 10000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table food drop dietary, drop allergens, drop kcal');
  }
}
