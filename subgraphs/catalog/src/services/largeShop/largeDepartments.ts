/** What a shelf sells, and about what it costs in euro cents and weighs in grams. */
export interface LargeShelf {
  readonly name: string;
  readonly priceMinor: number;
  readonly weightGrams: number;
  readonly things: readonly string[];
}

const shelf = (name: string, priceMinor: number, weightGrams: number, things: string): LargeShelf => ({
  name,
  priceMinor,
  weightGrams,
  things: things.split(', '),
});

/** The departments of a large shop by slug, with their shelves; a shelf's slug begins with its department's. */
export const largeDepartments: Readonly<
  Record<string, { readonly name: string; readonly shelves: Readonly<Record<string, LargeShelf>> }>
> = {
  garden: {
    name: 'Garden',
    shelves: {
      'garden-tools': shelf(
        'Garden tools',
        3200,
        1400,
        'spade, digging fork, trowel, hoe, rake, edging iron, bulb planter',
      ),
      'garden-pots': shelf(
        'Pots and planters',
        2600,
        3200,
        'flower pot, planter, window box, herb trough, hanging basket',
      ),
      'garden-watering': shelf('Watering', 2900, 900, 'watering can, garden hose, hose reel, sprinkler, water butt'),
      'garden-furniture': shelf(
        'Garden furniture',
        17900,
        9800,
        'garden chair, garden bench, side table, parasol, deck chair',
      ),
    },
  },
  furniture: {
    name: 'Furniture',
    shelves: {
      'furniture-seating': shelf(
        'Chairs and sofas',
        24900,
        12000,
        'armchair, dining chair, bar stool, sofa, footstool, rocking chair',
      ),
      'furniture-tables': shelf(
        'Tables',
        28900,
        19000,
        'dining table, desk, coffee table, bedside table, console table',
      ),
      'furniture-shelving': shelf(
        'Shelving',
        13900,
        11000,
        'bookcase, wall shelf, shelving unit, magazine rack, spice shelf',
      ),
      'furniture-beds': shelf('Beds', 39900, 32000, 'bed frame, bunk bed, day bed, headboard, mattress'),
    },
  },
  workshop: {
    name: 'Workshop',
    shelves: {
      'workshop-hand-tools': shelf(
        'Hand tools',
        2400,
        600,
        'hammer, handsaw, screwdriver, chisel, spirit level, pliers, plane',
      ),
      'workshop-power-tools': shelf(
        'Power tools',
        11900,
        2600,
        'drill, jigsaw, sander, circular saw, heat gun, router',
      ),
      'workshop-fixings': shelf(
        'Fixings',
        900,
        400,
        'box of screws, box of nails, wall plugs, brackets, hinges, hooks',
      ),
      'workshop-paint': shelf(
        'Paint',
        3400,
        2700,
        'wall paint, wood stain, primer, varnish, paint brush, paint roller',
      ),
    },
  },
  electronics: {
    name: 'Electronics',
    shelves: {
      'electronics-sound': shelf(
        'Sound',
        12900,
        900,
        'headphones, loudspeaker, radio, turntable, earphones, microphone',
      ),
      'electronics-screens': shelf('Screens', 32900, 5200, 'monitor, tablet, projector, picture frame, television'),
      'electronics-cables': shelf(
        'Cables and chargers',
        1900,
        150,
        'charger, charging cable, power bank, extension lead, adapter',
      ),
      'electronics-cameras': shelf('Cameras', 44900, 700, 'camera, tripod, camera bag, lens, memory card'),
    },
  },
  clothing: {
    name: 'Clothing',
    shelves: {
      'clothing-tops': shelf('Tops', 3900, 300, 'shirt, T-shirt, jumper, cardigan, blouse, hoodie'),
      'clothing-trousers': shelf(
        'Trousers and skirts',
        5900,
        550,
        'jeans, chinos, skirt, shorts, corduroys, dungarees',
      ),
      'clothing-coats': shelf('Coats', 14900, 1300, 'raincoat, overcoat, parka, gilet, windbreaker'),
      'clothing-accessories': shelf('Hats and scarves', 2900, 150, 'scarf, beanie, sun hat, gloves, belt, cap'),
    },
  },
  shoes: {
    name: 'Shoes',
    shelves: {
      'shoes-everyday': shelf('Everyday shoes', 8900, 900, 'trainers, loafers, ankle boots, sandals, clogs'),
      'shoes-outdoor': shelf('Outdoor boots', 13900, 1300, 'hiking boots, wellingtons, trail shoes, snow boots'),
      'shoes-care': shelf('Shoe care', 1100, 180, 'shoe brush, shoe polish, insoles, shoe trees, laces'),
    },
  },
  outdoors: {
    name: 'Outdoors',
    shelves: {
      'outdoors-camping': shelf(
        'Camping',
        9900,
        2400,
        'tent, sleeping bag, sleeping mat, camping stove, head torch, mess tin',
      ),
      'outdoors-bags': shelf('Bags', 7900, 900, 'rucksack, duffel bag, dry bag, hip bag, messenger bag'),
      'outdoors-climbing': shelf('Climbing', 6900, 700, 'harness, rope, chalk bag, helmet, carabiner'),
      'outdoors-bicycles': shelf(
        'Bicycles',
        22900,
        3800,
        'bicycle lamp, pannier, saddle, bicycle lock, folding bicycle, bell',
      ),
    },
  },
  sport: {
    name: 'Sport',
    shelves: {
      'sport-balls': shelf(
        'Balls and rackets',
        3900,
        500,
        'football, hurley, tennis racket, basketball, table tennis bat',
      ),
      'sport-fitness': shelf('Fitness', 4900, 2900, 'yoga mat, kettlebell, skipping rope, dumbbell, foam roller'),
      'sport-water': shelf('In the water', 3600, 500, 'swimming goggles, wetsuit, paddle, snorkel, swimsuit'),
    },
  },
  nursery: {
    name: 'Nursery',
    shelves: {
      'nursery-sleep': shelf('Sleep', 6900, 1900, 'baby blanket, cot, night light for babies, sleeping sack, mobile'),
      'nursery-meals': shelf('Meals', 1900, 300, 'bib, high chair, beaker, baby spoon, bowl with a lid'),
      'nursery-travel': shelf('On the way', 18900, 6200, 'pushchair, baby carrier, changing bag, car seat'),
    },
  },
  pets: {
    name: 'Pets',
    shelves: {
      'pets-dogs': shelf('Dogs', 2900, 700, 'dog lead, dog bed, dog collar, chew toy, dog coat'),
      'pets-cats': shelf('Cats', 3900, 1900, 'scratching post, cat bed, cat flap, cat tree, feather wand'),
      'pets-birds': shelf('Birds', 2400, 900, 'bird feeder, nesting box, bird bath, seed mix'),
    },
  },
  bathroom: {
    name: 'Bathroom',
    shelves: {
      'bathroom-care': shelf('Care', 1600, 250, 'soap, shampoo bar, hand cream, body brush, bath salts, razor'),
      'bathroom-fittings': shelf(
        'Fittings',
        5900,
        1700,
        'mirror, towel rail, soap dish, shower head, bath mat, laundry basket',
      ),
    },
  },
  pantry: {
    name: 'Pantry',
    shelves: {
      'pantry-sweet': shelf('Sweet things', 900, 350, 'honey, marmalade, chocolate bar, fudge, shortbread, jam'),
      'pantry-savoury': shelf('Savoury things', 1200, 450, 'olive oil, mustard, chutney, sea salt, vinegar, crackers'),
      'pantry-drinks': shelf('Drinks', 1500, 700, 'coffee beans, black tea, cordial, cocoa, herbal tea'),
    },
  },
};

/** The shelves of its book department by slug, with the words that titles there are made of. */
export const largeBookshelves: Readonly<Record<string, { readonly name: string; readonly words: readonly string[] }>> =
  {
    'bookshop-novels': {
      name: 'Novels',
      words: ['Harbour', 'Letter', 'House', 'Winter', 'Orchard', 'Promise', 'Island'],
    },
    'bookshop-crime': {
      name: 'Crime',
      words: ['Alibi', 'Witness', 'Ledger', 'Inspector', 'Silence', 'Poison', 'Tide'],
    },
    'bookshop-history': {
      name: 'History',
      words: ['Empire', 'Border', 'Canal', 'Parliament', 'Revolt', 'Railway', 'Map'],
    },
    'bookshop-science': { name: 'Science', words: ['Atom', 'Glacier', 'Beetle', 'Comet', 'Gene', 'Ocean', 'Number'] },
    'bookshop-cooking': { name: 'Cooking', words: ['Kitchen', 'Oven', 'Spice', 'Supper', 'Loaf', 'Pantry', 'Broth'] },
    'bookshop-travel': {
      name: 'Travel',
      words: ['Ferry', 'Mountain', 'Desert', 'Coast', 'Night Train', 'Road', 'Bridge'],
    },
  };
