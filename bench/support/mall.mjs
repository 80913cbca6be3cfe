// What can be bought while a checkout is measured, opened through the API as a real one would be.
import { post } from './marquee.mjs';

const seats = 200;
const hourMs = 3_600_000;
const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
const euros = (minor) => ({ minor, currency: 'EUR' });
const address = { line1: '21 Parnell Street', city: 'Dublin', country: 'IE' };

/** A shop with so many goods, a kitchen, and a screen with so many showings. */
export async function openMall(url, token, { goods, showings }) {
  const save = saving(url, token);
  const itemIds = [];
  for (let nth = 0; nth < goods; nth += 1) {
    const product = { sku: `LAMP-${nth}`, title: `Lamp ${nth}`, price: euros(2500), initialStock: 1_000_000 };
    itemIds.push(await save('productCreate', 'ProductCreateInput', 'product', product));
  }
  return { itemIds, dishId: await openKitchen(save), ...(await openCinema(url, token, save, showings)) };
}

function saving(url, token) {
  return async (mutation, inputType, member, input) => {
    const query = `mutation ($input: ${inputType}!) {
      saved: ${mutation}(input: $input) { thing: ${member} { id } errors { message path } }
    }`;
    const { saved } = await post(url, query, { input }, token);
    if (saved.errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(saved.errors)}`);
    return saved.thing.id;
  };
}

async function openKitchen(save) {
  const categoryId = await save('foodCategorySave', 'FoodCategorySaveInput', 'category', { name: 'Pizza' });
  const restaurantId = await save('restaurantSave', 'RestaurantSaveInput', 'restaurant', {
    name: 'Trattoria',
    address,
    cuisines: ['Italian'],
    openingHours: allDay,
    timeZone: 'Europe/Dublin',
  });
  const price = euros(1250);
  const foodId = await save('foodSave', 'FoodSaveInput', 'food', { name: 'Funghi', categoryId, listPrice: price });
  return save('menuItemSave', 'MenuItemSaveInput', 'menuItem', { restaurantId, foodId, categoryId, price });
}

async function openCinema(url, token, save, showings) {
  const theater = { name: 'Lantern', address, timeZone: 'Europe/Dublin', capacity: seats };
  const theaterId = await save('theaterCreate', 'TheaterCreateInput', 'theater', theater);
  const movie = { title: 'Nine Bridges', durationMinutes: 90, genres: ['Thriller'] };
  const movieId = await save('movieCreate', 'MovieCreateInput', 'movie', movie);
  const query = 'query ($id: ID!) { theater(id: $id) { screens { id seatPlan { seats { id } } } } }';
  const { theater: made } = await post(url, query, { id: theaterId }, token);
  const [{ id: screenId, seatPlan }] = made.screens;
  const showingIds = [];
  for (let nth = 0; nth < showings; nth += 1) {
    const startsAt = new Date(Date.now() + (24 + 3 * nth) * hourMs);
    const showing = { movieId, screenId, startsAt, basePrice: euros(1200) };
    showingIds.push(await save('showingCreate', 'ShowingCreateInput', 'showing', showing));
  }
  return { showingIds, seatIds: seatPlan.seats.map(({ id }) => id) };
}
