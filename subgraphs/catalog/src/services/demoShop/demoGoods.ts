/** Title, price in euro cents, pieces, weight in grams, attributes as `name: value`, description. */
type Good = readonly [string, number, number, number, string, string];

/** Goods by shelf. Three of them are sold out or nearly so, as in any shop. */
export const demoGoods: Readonly<Record<string, readonly Good[]>> = {
  lighting: [
    [
      'Heron reading lamp',
      8900,
      24,
      1900,
      'Colour: brass',
      'A long neck, a warm light and a foot that stays where it is.',
    ],
    ['Harbour lantern', 5400, 12, 1300, 'Colour: navy', 'For the balcony. Wind does not put it out.'],
    ['Pebble night light', 2400, 40, 220, 'Colour: sand', 'Glows for eight hours on one charge.'],
    ['Paper moon pendant', 3900, 3, 400, 'Diameter: 45 cm', 'A shade of mulberry paper that folds flat.'],
    ['Workshop clamp lamp', 3200, 18, 850, 'Colour: black', 'Bites on to any shelf up to five centimetres thick.'],
    ['Candlestick, cast brass', 2800, 32, 540, 'Height: 18 cm', 'Heavy enough for a draughty stairwell.'],
  ],
  textiles: [
    ['Moss wool throw', 7900, 15, 1100, 'Material: wool', 'Woven in Donegal, big enough for two.'],
    ['Linen tea towel, set of three', 2100, 60, 300, 'Material: linen', 'Dries glasses without a trace.'],
    ['Cloud cushion', 3400, 30, 600, 'Size: 50 × 50 cm', 'Filled with kapok; the cover comes off.'],
    ['Tideline bath towel', 2900, 44, 700, 'Material: cotton', 'Thick, striped, quick to dry.'],
  ],
  storage: [
    ['Willow basket', 3600, 20, 900, 'Material: willow', 'Holds a week of newspapers or one cat.'],
    ['Apothecary drawers', 14_900, 4, 7800, 'Material: ash', 'Nine small drawers for everything that gets lost.'],
    ['Hook rail, five hooks', 2700, 35, 750, 'Material: oak', 'Two screws, five coats.'],
    ['Umbrella stand', 5200, 7, 3100, 'Material: stoneware', 'Glazed inside, rough outside.'],
    ['Shoe bench', 12_900, 5, 8200, 'Material: beech', 'Sit above, eight shoes below.'],
  ],
  cookware: [
    ['Cast iron pot, 4 litres', 11_900, 16, 5200, 'Colour: cherry', 'From the hob into the oven and on to the table.'],
    ['Carbon steel pan, 26 cm', 6400, 22, 1700, 'Diameter: 26 cm', 'Gets better with every egg.'],
    ['Bread tin with lid', 2900, 28, 900, 'Length: 30 cm', 'A crust all round.'],
    ['Beech spoon, set of four', 1800, 70, 260, 'Material: beech', 'Oiled, not varnished.'],
    ['Kitchen scale', 3300, 0, 620, 'Up to: 5 kg', 'To the gram, with a bowl.'],
    ['Apron with pockets', 3400, 26, 380, 'Material: cotton', 'For a cloth, a spoon and a recipe.'],
  ],
  tableware: [
    ['Speckled plate', 1600, 96, 640, 'Diameter: 27 cm', 'Stoneware, each a little different.'],
    ['Speckled bowl', 1400, 96, 480, 'Diameter: 15 cm', 'For soup, muesli or keys.'],
    ['Ripple water glass', 900, 120, 210, 'Volume: 0.3 l', 'Pressed glass that catches the light.'],
    ['Carafe with cork', 2600, 25, 780, 'Volume: 1 l', 'Pours without dripping.'],
    ['Picnic cutlery for four', 3100, 19, 560, 'Material: steel', 'In a roll of waxed cotton.'],
  ],
  'coffee-and-tea': [
    ['Pour-over coffee set', 4900, 17, 900, 'Cups: 4', 'A cone, a jug and forty filters.'],
    ['Hand grinder', 7200, 9, 720, 'Burrs: steel', 'Forty turns for two cups.'],
    ['Kettle with gooseneck', 5900, 14, 1150, 'Volume: 0.9 l', 'For a thin and patient stream.'],
    ['Tea tin, three kinds', 2200, 33, 350, 'Leaves: 3 × 80 g', 'Breakfast, afternoon and rain.'],
  ],
  games: [
    [
      'Nine Bridges, the board game',
      3900,
      21,
      1400,
      'Players: 2 to 5',
      'Get your courier over the river before the city closes.',
    ],
    ['Lighthouse memory', 1900, 38, 500, 'Cards: 64', 'Thirty-two lighthouses, twice each.'],
    ['Puzzle: The night ferry', 2400, 26, 800, 'Pieces: 1000', 'Mostly dark blue. You were warned.'],
    ['Dice in a leather cup', 1700, 50, 180, 'Dice: 5', 'With the rules of eleven games.'],
    ['Travel chess', 2700, 15, 310, 'Board: 18 cm', 'Pieces that hold on in bends.'],
  ],
  wooden: [
    ['Stacking hedgehog', 2200, 27, 420, 'From: 12 months', 'Seven rings and a nose.'],
    ['Tram with two cars', 3400, 13, 700, 'From: 3 years', 'Runs on floors of all kinds.'],
    ['Building blocks, 60 pieces', 4600, 18, 2600, 'Material: maple', 'In a box on wheels.'],
    ['Pull-along snail', 1900, 34, 380, 'From: 18 months', 'Slow, and proud of it.'],
    ['Kitchen scales for small cooks', 2900, 8, 640, 'From: 3 years', 'Weighs conkers to the conker.'],
  ],
  paper: [
    ['Dotted notebook, A5', 1500, 140, 320, 'Pages: 192', 'Lies flat from the first page.'],
    ['Weekly planner', 1800, 75, 410, 'Weeks: 53', 'Begins whenever you do.'],
    ['Letter set with envelopes', 1600, 58, 260, 'Sheets: 20', 'Heavy paper with a deckle edge.'],
    ['Wrapping paper, six sheets', 1100, 90, 240, 'Size: 50 × 70 cm', 'Herons, lemons and stripes.'],
    ['Sketch pad, A4', 1400, 64, 520, 'Weight: 150 g/m²', 'For pencil, ink and second thoughts.'],
  ],
  'pens-and-ink': [
    ['Fountain pen, fine', 4800, 20, 90, 'Nib: steel, F', 'Fills from cartridge or bottle.'],
    ['Bottle of ink, harbour blue', 1300, 55, 180, 'Volume: 50 ml', 'Turns slightly green as it dries.'],
    ['Pencils, box of twelve', 1200, 110, 120, 'Hardness: HB', 'Cedar, with names instead of numbers.'],
    ['Brass pencil sharpener', 900, 80, 30, 'Blade: steel', 'Small, sharp, for life.'],
    ['Watercolours, half pans', 3700, 16, 310, 'Colours: 14', 'In a tin with a brush.'],
  ],
  records: [
    ['The Last Accordion, soundtrack', 2700, 31, 340, 'Format: LP', 'Eleven songs from the film, and a quarrel.'],
    ['Rain on Stoneybatter', 2300, 24, 340, 'Format: LP', 'Field recordings for people who cannot sleep.'],
    ['Quartet for Four Kettles', 1900, 2, 110, 'Format: CD', 'Exactly that.'],
    ['Sea Shanties, Slow', 2500, 19, 340, 'Format: LP', 'At a third of the usual speed.'],
    ['Songs for an Empty Cinema', 2600, 14, 340, 'Format: LP', 'Organ, seats and a distant tram.'],
  ],
  instruments: [
    ['Soprano ukulele', 6900, 11, 480, 'Body: mahogany', 'In tune on most days.'],
    ['Kalimba, 17 keys', 3900, 23, 560, 'Key: C', 'Difficult to play badly.'],
    ['Tin whistle in D', 1400, 65, 60, 'Key: D', 'The neighbours will know you bought it.'],
    ['Shaker egg, pair', 800, 0, 80, 'Material: beech', 'One for each hand.'],
    ['Harmonica in C', 2900, 29, 110, 'Reeds: 20', 'Brass plates, a comb of pear wood.'],
  ],
};
