/** What can be chosen with a dish; the deltas are minor units of the city's currency. */
export interface DemoOptionGroup {
  readonly name: string;
  readonly minChoices: number;
  readonly maxChoices: number;
  readonly options: Readonly<Record<string, number>>;
}

const choice = (
  name: string,
  options: Readonly<Record<string, number>>,
  { minChoices = 0, maxChoices = 1 } = {},
): DemoOptionGroup => ({ name, minChoices, maxChoices, options });

const pizza = [
  choice('Size', { 'Small, 24 cm': -200, 'Large, 40 cm': 450 }),
  choice('Extras', { Mushrooms: 120, Olives: 120, 'Buffalo mozzarella': 250, 'Chilli oil': 0 }, { maxChoices: 3 }),
];
const burger = [
  choice('Extras', { Bacon: 180, 'A second slice of cheese': 100, Pickles: 0 }, { maxChoices: 3 }),
  choice('Side', { 'Small chips': 250, 'Small salad': 250 }),
];
const coffee = [choice('Milk', { 'Cow\u2019s milk': 0, 'Oat drink': 40 }), choice('Sugar', { One: 0, Two: 0 })];
const heat = [choice('Heat', { Mild: 0, 'As it is meant': 0, Hotter: 0 })];

/** By the name of the dish; most dishes come as they are. Only two must be chosen for. */
export const dishOptions: Readonly<Record<string, readonly DemoOptionGroup[]>> = {
  'Filter coffee': coffee,
  'Diner cheeseburger': burger,
  'Black bean burger': [choice('Side', { 'Small chips': 250, 'Small salad': 250 })],
  Margherita: pizza,
  Marinara: pizza,
  'Nduja and honey': pizza,
  'Potato and rosemary': pizza,
  'Butter chicken': heat,
  'Lamb rogan josh': heat,
  'Goan prawn curry': heat,
  'Chef\u2019s box': [
    choice('With', { 'Miso soup': 0, Edamame: 0, 'Pork gyoza': 250 }, { minChoices: 1 }),
    choice('Please without', { Wasabi: 0, 'Pickled ginger': 0 }, { maxChoices: 2 }),
  ],
  'Pad thai': [choice('With', { Tofu: 0, Chicken: 150, Prawns: 300 }, { minChoices: 1 }), ...heat],
  'Brisket plate': [choice('Sides', { Coleslaw: 0, 'Pit beans': 0, 'Mac and cheese': 150 }, { maxChoices: 2 })],
  'Grain bowl': [choice('Extras', { Avocado: 200, 'Smoked tofu': 220, Seeds: 80 }, { maxChoices: 3 })],
  'Lamb doner in bread': [
    choice('Sauce', { Garlic: 0, Chilli: 0, Tahini: 0 }, { maxChoices: 2 }),
    choice('Extras', { Halloumi: 180, Chips: 150 }, { maxChoices: 2 }),
  ],
};
