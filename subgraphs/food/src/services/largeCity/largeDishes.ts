import { drawFor, fixedId } from '@marquee/shared/seeding';
import type { Allergen, DietaryFlag } from '../../domain/dietary';
import type { FoodEntity } from '../../persistence/food.entity';
import { demoCity } from '../demoCity/demoCity';

/** A dish of the city's kitchens: of which cuisine, where it stands on a menu, what it is made of. */
interface Base {
  readonly cuisine: string;
  readonly category: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly allergens: readonly Allergen[];
}

const bases = (cuisine: string, category: string, priceMinor: number, allergens: readonly Allergen[], names: string) =>
  names.split(', ').map((name): Base => ({ cuisine, category, name, priceMinor, allergens }));

/** What each cuisine cooks; the categories are those of the demo city. */
const kitchen: readonly Base[] = [
  ...bases('Italian', 'Pizza', 1300, ['gluten', 'milk'], 'Pizza bianca, Pizza rossa, Calzone, Pizza with peppers'),
  ...bases('Italian', 'Pasta', 1450, ['gluten', 'eggs'], 'Tagliatelle, Gnocchi, Rigatoni, Ravioli, Linguine, Lasagne'),
  ...bases('Italian', 'Starters', 850, ['gluten'], 'Bruschetta, Arancini, Focaccia'),
  ...bases('Indian', 'Curries', 1350, ['milk'], 'Korma, Madras, Vindaloo, Dal, Saag, Jalfrezi, Biryani'),
  ...bases('Indian', 'Starters', 650, ['gluten'], 'Samosas, Pakoras, Bhajis'),
  ...bases('Indian', 'Sides', 350, ['gluten', 'milk'], 'Naan, Raita, Paratha'),
  ...bases('Japanese', 'Sushi', 1250, ['fish', 'soybeans'], 'Nigiri, Maki, Temaki, Sashimi, Inari'),
  ...bases('Japanese', 'Noodles and rice', 1400, ['gluten', 'soybeans'], 'Ramen, Udon, Soba, Donburi, Katsu curry'),
  ...bases('Chinese', 'Noodles and rice', 1150, ['gluten', 'soybeans'], 'Chow mein, Fried rice, Lo mein, Congee'),
  ...bases('Chinese', 'Starters', 700, ['gluten', 'sesame'], 'Spring rolls, Dumplings, Bao, Sesame toast'),
  ...bases('Mexican', 'Tacos', 1050, [], 'Tacos, Tostadas, Flautas, Enchiladas, Sopes'),
  ...bases('Mexican', 'Sides', 480, [], 'Black beans, Corn salad, Guacamole'),
  ...bases(
    'American',
    'Burgers',
    1290,
    ['gluten', 'milk', 'mustard'],
    'Burger, Double burger, Cheeseburger, Chicken burger',
  ),
  ...bases('American', 'Grill', 1690, ['mustard'], 'Ribs, Brisket, Wings, Pulled pork'),
  ...bases('Turkish', 'Grill', 1390, ['milk'], 'Kebab, Shish, Kofta, Iskender'),
  ...bases('Turkish', 'Starters', 750, ['sesame'], 'Hummus, Falafel, Stuffed vine leaves'),
  ...bases('Thai', 'Curries', 1380, ['fish'], 'Green curry, Red curry, Massaman, Panang'),
  ...bases('Thai', 'Noodles and rice', 1290, ['fish', 'peanuts'], 'Pad thai, Pad see ew, Drunken noodles'),
  ...bases('Irish', 'Seafood', 1750, ['fish'], 'Fish and chips, Chowder, Smoked haddock, Mussels'),
  ...bases('Irish', 'Breakfast', 1050, ['gluten', 'eggs'], 'Breakfast roll, Boxty, Soda bread with eggs, Porridge'),
  ...bases('Irish', 'Grill', 1850, [], 'Lamb shank, Steak, Bangers and mash'),
  ...bases('Vegan', 'Salads', 1150, [], 'Grain bowl, Lentil salad, Kale salad, Beetroot salad'),
  ...bases('Vegan', 'Soups', 790, ['celery'], 'Pea soup, Carrot soup, Bean stew'),
  ...bases(
    'Bakery',
    'Desserts',
    520,
    ['gluten', 'eggs', 'milk'],
    'Cheesecake, Brownie, Apple tart, Carrot cake, Scone',
  ),
  ...bases('Bakery', 'Drinks', 340, [], 'Filter coffee, Flat white, Iced tea, Lemonade, Hot chocolate'),
];

const manners =
  'with chilli, with lemon, with mint, with ginger, with walnuts, with roast garlic, with mushrooms, with aubergine, with chicken, with prawns, with lamb, with tofu, with goat’s cheese, with leek, with coriander, with saffron, from the oven, from the charcoal, of the house, of the day, in the old manner, for two, with spinach, with fennel, with peanuts, with lime, with squash, with peppers, with smoked salt, with honey'.split(
    ', ',
  );
const meat = /chicken|prawns|lamb|burger|ribs|brisket|wings|pork|kebab|shish|kofta|steak|bangers|fish|haddock|mussels/i;

/** How many different dishes there are. */
export const dishCount = kitchen.length * manners.length;
export const cuisines = [...new Set(kitchen.map(({ cuisine }) => cuisine))].filter((cuisine) => cuisine !== 'Bakery');

export interface LargeDish {
  readonly row: Omit<FoodEntity, 'sortName'>;
  readonly category: string;
  readonly cuisine: string;
}

/** The nth dish, always the same. */
export function largeDish(nth: number): LargeDish {
  const draw = drawFor(nth);
  const base = kitchen[nth % kitchen.length];
  const manner = manners[Math.floor(nth / kitchen.length) % manners.length];
  if (base === undefined || manner === undefined) throw new Error(`there is no dish ${nth}`);
  const { category, cuisine, allergens } = base;
  const name = `${base.name} ${manner}`;
  const dietary: DietaryFlag[] = [];
  if (!meat.test(name) && !allergens.includes('fish')) dietary.push('VEGETARIAN');
  if (cuisine === 'Vegan' && !meat.test(name) && !manner.includes('cheese') && !manner.includes('honey'))
    dietary.push('VEGAN');
  if (!allergens.includes('gluten')) dietary.push('GLUTEN_FREE');
  if (manner.includes('chilli')) dietary.push('SPICY');
  return {
    category,
    cuisine,
    row: {
      id: fixedId('food', `large ${nth}`),
      name,
      description: `${base.name} as ${cuisine === 'Bakery' ? 'our bakers' : `${cuisine} kitchens`} make it, ${manner}.`,
      categoryId: fixedId('foodCategory', category),
      listPriceMinor: base.priceMinor + 10 * draw.whole(-15, 30),
      currency: demoCity.currency,
      dietary,
      allergens: [...new Set([...allergens, ...allergensOf(manner)])],
      kcal: draw.whole(12, 110) * 10,
    },
  };
}

function allergensOf(manner: string): Allergen[] {
  if (manner.includes('walnuts')) return ['nuts'];
  if (manner.includes('peanuts')) return ['peanuts'];
  if (manner.includes('prawns')) return ['crustaceans'];
  if (manner.includes('cheese')) return ['milk'];
  return manner.includes('tofu') ? ['soybeans'] : [];
}
