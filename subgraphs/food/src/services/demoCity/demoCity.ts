import type { OpeningWindow } from '../../domain/openingHours';
import { dailyFrom, daysFrom } from './openings';

/** A dish of the demo city: its category, and what it is about. */
export interface DemoDish {
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly priceMinor: number;
}

export interface DemoRestaurant {
  readonly name: string;
  readonly line1: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly cuisines: readonly string[];
  readonly openingHours: readonly OpeningWindow[];
  readonly prepMinutes: number;
  readonly deliveryFeeMinor: number | null;
  readonly dishes: readonly DemoDish[];
}

export const demoCity = { city: 'Dublin', country: 'IE', timeZone: 'Europe/Dublin', currency: 'EUR' } as const;

export const demoCategories: Readonly<Record<string, string>> = {
  Breakfast: 'Eggs, bread and what goes with the first coffee.',
  Starters: 'Something small before, or several instead.',
  Soups: 'By the bowl, with bread.',
  Salads: 'Raw, grilled or in between.',
  Pizza: 'From the stone oven.',
  Pasta: 'Fresh, made in the house.',
  Burgers: 'In a bun, with a pickle.',
  Curries: 'Slow and spiced, with rice.',
  'Noodles and rice': 'From the wok and the pot.',
  Sushi: 'Rolled and pressed to order.',
  Tacos: 'Two to a plate, on corn tortillas.',
  Grill: 'Over charcoal.',
  Seafood: 'What the boats brought to Howth.',
  Sides: 'To share, or not.',
  Desserts: 'The sweet end.',
  Drinks: 'Cold and hot, without alcohol.',
};

const dish = (category: string, name: string, priceMinor: number, description: string): DemoDish => ({
  category,
  name,
  priceMinor,
  description,
});

const water = dish('Drinks', 'Sparkling water', 250, 'Half a litre, cold.');
const lemonade = dish('Drinks', 'Cloudy lemonade', 350, 'Pressed lemons, little sugar.');
const coffee = dish('Drinks', 'Filter coffee', 320, 'A large cup, roasted in Dublin.');
const chips = dish('Sides', 'Hand-cut chips', 450, 'Twice fried, with sea salt.');
const cheesecake = dish('Desserts', 'Baked cheesecake', 650, 'On a ginger biscuit base.');
const brownie = dish('Desserts', 'Dark chocolate brownie', 550, 'Warm, with a pinch of salt.');
const greenSalad = dish('Salads', 'Green salad', 550, 'Leaves and herbs with a mustard dressing.');
const steamedRice = dish('Sides', 'Steamed rice', 300, 'Jasmine rice, one bowl.');

/** Twelve kitchens; the diner never closes, and the night kitchen opens when most others go home. */
export const demoRestaurants: readonly DemoRestaurant[] = [
  {
    name: 'The Night Lamp Diner',
    line1: '118 Capel Street',
    postalCode: 'D01',
    phone: '+353209100101',
    cuisines: ['Diner', 'American'],
    openingHours: dailyFrom('00:00', '00:00'),
    prepMinutes: 15,
    deliveryFeeMinor: 290,
    dishes: [
      dish('Breakfast', 'Buttermilk pancakes', 950, 'A stack of four with maple syrup and butter.'),
      dish('Breakfast', 'All-day breakfast plate', 1250, 'Two eggs, sausages, beans, mushrooms and toast.'),
      dish('Soups', 'Tomato soup with grilled cheese', 850, 'The sandwich is for dipping.'),
      dish('Burgers', 'Diner cheeseburger', 1190, 'Beef, cheddar, onion and pickles in a soft bun.'),
      dish('Burgers', 'Black bean burger', 1120, 'Smoked paprika, avocado and lime mayonnaise.'),
      dish('Grill', 'Half a roast chicken', 1450, 'With gravy and chips.'),
      dish('Sides', 'Onion rings', 480, 'In beer-free batter.'),
      chips,
      brownie,
      coffee,
      lemonade,
    ],
  },
  {
    name: 'Owl and Ember',
    line1: '27 South Great George\u2019s Street',
    postalCode: 'D02',
    phone: '+353209100102',
    cuisines: ['Korean', 'Late night'],
    openingHours: dailyFrom('20:00', '06:00'),
    prepMinutes: 20,
    deliveryFeeMinor: 350,
    dishes: [
      dish('Starters', 'Kimchi pancake', 790, 'Crisp at the edge, with a soy dip.'),
      dish('Starters', 'Fried chicken wings', 890, 'Eight, glazed with gochujang and honey.'),
      dish('Noodles and rice', 'Bibimbap', 1350, 'Rice, six vegetables, an egg and chilli paste.'),
      dish('Noodles and rice', 'Glass noodles with beef', 1390, 'Sweet potato noodles, sesame and spinach.'),
      dish('Soups', 'Soft tofu stew', 1190, 'Boiling hot, with mushrooms and an egg.'),
      dish('Grill', 'Pork belly over ember', 1590, 'With lettuce, garlic and bean paste.'),
      dish('Sides', 'House kimchi', 390, 'Two weeks old.'),
      steamedRice,
      water,
    ],
  },
  {
    name: 'Brother Hubert Bakehouse',
    line1: '6 Meath Street',
    postalCode: 'D08',
    phone: '+353209100103',
    cuisines: ['Breakfast', 'Bakery'],
    openingHours: [...daysFrom(1, 5, '06:30', '15:00'), ...daysFrom(6, 7, '08:00', '16:00')],
    prepMinutes: 10,
    deliveryFeeMinor: 200,
    dishes: [
      dish('Breakfast', 'Porridge with stewed apple', 650, 'Oats, cinnamon and a spoon of cream.'),
      dish('Breakfast', 'Shakshuka', 1090, 'Two eggs in tomato and pepper, with flatbread.'),
      dish('Breakfast', 'Smoked salmon on soda bread', 1250, 'With crème fraîche and dill.'),
      dish('Breakfast', 'Sausage roll', 550, 'Pork and sage in butter pastry.'),
      dish('Breakfast', 'Almond croissant', 420, 'Twice baked.'),
      dish('Soups', 'Leek and potato soup', 750, 'With a slice of sourdough.'),
      dish('Salads', 'Roast beetroot salad', 950, 'Goat\u2019s curd, walnuts and orange.'),
      dish('Desserts', 'Carrot cake', 520, 'Cream cheese icing.'),
      coffee,
      dish('Drinks', 'Fresh orange juice', 420, 'Pressed when you order.'),
    ],
  },
  {
    name: 'Sottovento',
    line1: '41 Dame Street',
    postalCode: 'D02',
    phone: '+353209100104',
    cuisines: ['Italian', 'Pizza'],
    openingHours: [...daysFrom(1, 4, '12:00', '22:30'), ...daysFrom(5, 7, '12:00', '23:30')],
    prepMinutes: 20,
    deliveryFeeMinor: 300,
    dishes: [
      dish('Starters', 'Burrata with peach', 1150, 'Basil oil and grilled bread.'),
      dish('Pizza', 'Margherita', 1190, 'San Marzano tomatoes, fior di latte, basil.'),
      dish('Pizza', 'Marinara', 990, 'Tomato, garlic, oregano; no cheese.'),
      dish('Pizza', 'Nduja and honey', 1490, 'Spicy sausage, mozzarella and a little honey.'),
      dish('Pizza', 'Potato and rosemary', 1350, 'White, with taleggio.'),
      dish('Pasta', 'Cacio e pepe', 1390, 'Pecorino and black pepper on tonnarelli.'),
      dish('Pasta', 'Lasagne', 1490, 'Six layers of beef ragù.'),
      dish('Pasta', 'Ravioli with ricotta', 1520, 'Sage butter and lemon.'),
      greenSalad,
      dish('Desserts', 'Tiramisù', 690, 'Made in the morning.'),
      water,
      lemonade,
    ],
  },
  {
    name: 'Saffron Yard',
    line1: '9 Camden Street Lower',
    postalCode: 'D02',
    phone: '+353209100105',
    cuisines: ['Indian', 'Vegetarian'],
    openingHours: [...daysFrom(1, 7, '12:00', '14:30'), ...daysFrom(1, 7, '17:00', '23:00')],
    prepMinutes: 25,
    deliveryFeeMinor: 280,
    dishes: [
      dish('Starters', 'Onion bhaji', 620, 'Four, with tamarind.'),
      dish('Starters', 'Samosa chaat', 740, 'Yoghurt, chickpeas and pomegranate.'),
      dish('Curries', 'Butter chicken', 1490, 'Tandoori chicken in tomato and fenugreek.'),
      dish('Curries', 'Lamb rogan josh', 1620, 'Kashmiri chilli, slow.'),
      dish('Curries', 'Palak paneer', 1290, 'Spinach and fresh cheese.'),
      dish('Curries', 'Chana masala', 1150, 'Chickpeas, ginger and black cardamom.'),
      dish('Curries', 'Goan prawn curry', 1690, 'Coconut and kokum.'),
      dish('Noodles and rice', 'Vegetable biryani', 1350, 'Sealed and baked, with raita.'),
      dish('Sides', 'Garlic naan', 350, 'From the tandoor.'),
      steamedRice,
      dish('Desserts', 'Gulab jamun', 490, 'Three, in rose syrup.'),
      dish('Drinks', 'Mango lassi', 450, 'Alphonso mango and yoghurt.'),
    ],
  },
  {
    name: 'Harbour Line',
    line1: '3 Sir John Rogerson\u2019s Quay',
    postalCode: 'D02',
    phone: '+353209100106',
    cuisines: ['Seafood', 'Irish'],
    openingHours: daysFrom(2, 7, '12:00', '22:00'),
    prepMinutes: 20,
    deliveryFeeMinor: 390,
    dishes: [
      dish('Seafood', 'Fish and chips', 1490, 'Haddock in batter, mushy peas.'),
      dish('Seafood', 'Mussels in cider', 1390, 'With leeks and soda bread.'),
      dish('Seafood', 'Grilled mackerel', 1450, 'Gooseberry and new potatoes.'),
      dish('Seafood', 'Crab sandwich', 1290, 'Howth crab, brown bread, lemon.'),
      dish('Soups', 'Seafood chowder', 980, 'Smoked haddock, cream and thyme.'),
      dish('Starters', 'Six oysters', 1650, 'From Carlingford, with shallot vinegar.'),
      chips,
      greenSalad,
      dish('Desserts', 'Apple crumble', 620, 'With custard.'),
      water,
    ],
  },
  {
    name: 'Kaze Sushi',
    line1: '52 Fenian Street',
    postalCode: 'D02',
    phone: '+353209100107',
    cuisines: ['Japanese', 'Sushi'],
    openingHours: [...daysFrom(1, 5, '12:00', '15:00'), ...daysFrom(1, 6, '17:30', '22:30')],
    prepMinutes: 25,
    deliveryFeeMinor: 350,
    dishes: [
      dish('Soups', 'Miso soup', 390, 'Tofu, wakame and spring onion.'),
      dish('Starters', 'Edamame', 450, 'With flaked salt.'),
      dish('Starters', 'Pork gyoza', 790, 'Six, steamed and seared.'),
      dish('Sushi', 'Salmon nigiri', 890, 'Four pieces.'),
      dish('Sushi', 'Tuna maki', 750, 'Six pieces.'),
      dish('Sushi', 'Avocado and cucumber maki', 620, 'Eight pieces.'),
      dish('Sushi', 'Chef\u2019s box', 2190, 'Fourteen pieces of the day.'),
      dish('Noodles and rice', 'Chicken katsu curry', 1450, 'Crisp chicken, rice and mild curry.'),
      dish('Noodles and rice', 'Yaki udon', 1320, 'Thick noodles, cabbage and shiitake.'),
      dish('Desserts', 'Matcha ice cream', 520, 'Two scoops.'),
      dish('Drinks', 'Green tea', 300, 'Sencha, a pot.'),
    ],
  },
  {
    name: 'Casa Xochitl',
    line1: '15 Aungier Street',
    postalCode: 'D02',
    phone: '+353209100108',
    cuisines: ['Mexican'],
    openingHours: [
      ...daysFrom(1, 4, '12:00', '22:00'),
      ...daysFrom(5, 6, '12:00', '01:00'),
      ...daysFrom(7, 7, '13:00', '21:00'),
    ],
    prepMinutes: 15,
    deliveryFeeMinor: 250,
    dishes: [
      dish('Starters', 'Guacamole with totopos', 790, 'Mashed to order.'),
      dish('Tacos', 'Tacos al pastor', 990, 'Pork, pineapple and coriander.'),
      dish('Tacos', 'Fish tacos', 1090, 'Battered hake, cabbage and chipotle.'),
      dish('Tacos', 'Mushroom tacos', 920, 'Oyster mushrooms, salsa verde, queso fresco.'),
      dish('Tacos', 'Birria tacos', 1190, 'Beef, melted cheese, broth for dipping.'),
      dish('Soups', 'Tortilla soup', 780, 'Pasilla chilli, avocado and lime.'),
      dish('Sides', 'Refried beans', 420, 'With epazote.'),
      dish('Sides', 'Street corn', 520, 'Cotija, chilli and lime.'),
      dish('Desserts', 'Churros', 590, 'With dark chocolate.'),
      dish('Drinks', 'Hibiscus water', 350, 'Cold and tart.'),
    ],
  },
  {
    name: 'Smithfield Smoke',
    line1: '70 Smithfield Square',
    postalCode: 'D07',
    phone: '+353209100109',
    cuisines: ['Barbecue', 'American'],
    openingHours: [...daysFrom(3, 5, '16:00', '23:00'), ...daysFrom(6, 7, '12:00', '23:00')],
    prepMinutes: 30,
    deliveryFeeMinor: 320,
    dishes: [
      dish('Grill', 'Brisket plate', 1790, 'Fourteen hours over oak, with pickles.'),
      dish('Grill', 'Pork ribs', 1690, 'Half a rack, dry rubbed.'),
      dish('Grill', 'Smoked half chicken', 1490, 'White barbecue sauce.'),
      dish('Grill', 'Smoked cauliflower', 1190, 'Tahini, almonds and herbs.'),
      dish('Burgers', 'Pulled pork bun', 1190, 'Slaw and vinegar sauce.'),
      dish('Sides', 'Mac and cheese', 590, 'Three cheeses, crumbs.'),
      dish('Sides', 'Pit beans', 450, 'With burnt ends.'),
      dish('Sides', 'Coleslaw', 380, 'Sharp and crisp.'),
      cheesecake,
      lemonade,
    ],
  },
  {
    name: 'Baan Klong',
    line1: '88 Talbot Street',
    postalCode: 'D01',
    phone: '+353209100110',
    cuisines: ['Thai'],
    openingHours: daysFrom(1, 7, '12:00', '22:30'),
    prepMinutes: 20,
    deliveryFeeMinor: 260,
    dishes: [
      dish('Starters', 'Summer rolls', 690, 'Rice paper, herbs, peanut sauce.'),
      dish('Starters', 'Chicken satay', 820, 'Four skewers.'),
      dish('Soups', 'Tom yum with prawns', 950, 'Lemongrass, galangal, lime leaf.'),
      dish('Salads', 'Green papaya salad', 890, 'Pounded, hot and sour.'),
      dish('Curries', 'Green curry with chicken', 1390, 'Pea aubergine and basil.'),
      dish('Curries', 'Massaman curry with beef', 1490, 'Potato, peanuts and cinnamon.'),
      dish('Noodles and rice', 'Pad thai', 1290, 'Tamarind, egg, bean sprouts and tofu.'),
      dish('Noodles and rice', 'Basil pork with fried egg', 1250, 'Holy basil and chilli over rice.'),
      steamedRice,
      dish('Desserts', 'Mango with sticky rice', 690, 'Coconut cream and sesame.'),
      water,
    ],
  },
  {
    name: 'Green Door Kitchen',
    line1: '22 Drury Street',
    postalCode: 'D02',
    phone: '+353209100111',
    cuisines: ['Vegan', 'Salads'],
    openingHours: [...daysFrom(1, 5, '08:00', '20:00'), ...daysFrom(6, 6, '10:00', '18:00')],
    prepMinutes: 12,
    deliveryFeeMinor: null,
    dishes: [
      dish('Salads', 'Grain bowl', 1190, 'Farro, roast squash, kale and tahini.'),
      dish('Salads', 'Falafel salad', 1150, 'Herbs, pickled turnip and hummus.'),
      dish('Soups', 'Red lentil soup', 720, 'Lemon and cumin.'),
      dish('Burgers', 'Mushroom burger', 1220, 'Portobello, walnut and miso.'),
      dish('Pasta', 'Orecchiette with broccoli', 1290, 'Garlic, chilli and crumbs.'),
      dish('Breakfast', 'Avocado toast', 920, 'Sourdough, seeds, lemon.'),
      dish('Sides', 'Sweet potato wedges', 490, 'Smoked paprika.'),
      dish('Desserts', 'Chocolate mousse', 580, 'Made with chickpea water.'),
      dish('Drinks', 'Ginger kombucha', 480, 'Fermented in the house.'),
    ],
  },
  {
    name: 'Anatolia Grill',
    line1: '134 Parnell Street',
    postalCode: 'D01',
    phone: '+353209100112',
    cuisines: ['Turkish', 'Halal'],
    openingHours: [...daysFrom(1, 4, '11:30', '23:30'), ...daysFrom(5, 7, '11:30', '03:00')],
    prepMinutes: 18,
    deliveryFeeMinor: 240,
    dishes: [
      dish('Starters', 'Meze plate', 1090, 'Hummus, haydari, ezme and warm bread.'),
      dish('Starters', 'Börek', 650, 'Feta and parsley in thin pastry.'),
      dish('Soups', 'Mercimek soup', 590, 'Lentils, mint and lemon.'),
      dish('Grill', 'Adana kebab', 1450, 'Minced lamb, sumac onions, bulgur.'),
      dish('Grill', 'Chicken shish', 1390, 'Marinated in yoghurt.'),
      dish('Grill', 'Lamb doner in bread', 1050, 'Carved to order.'),
      dish('Pizza', 'Lahmacun', 750, 'Thin, with minced lamb and lemon.'),
      dish('Salads', 'Shepherd\u2019s salad', 620, 'Tomato, cucumber and sumac.'),
      chips,
      dish('Desserts', 'Baklava', 550, 'Pistachio, four pieces.'),
      dish('Drinks', 'Ayran', 300, 'Salted yoghurt, cold.'),
    ],
  },
];
