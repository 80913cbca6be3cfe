import { setTimeout as pause } from 'node:timers/promises';
import { post } from './client';

export interface GivenDuties {
  readonly restaurantId: string;
  readonly userId: string;
  readonly duties: readonly ('KITCHEN' | 'COURIER')[];
}

/** As an administrator, who tries again while the restaurants have not heard of a user who has just registered. */
export async function giveDuties(url: string, token: string, input: GivenDuties): Promise<void> {
  const query =
    'mutation ($input: RestaurantStaffInput!) { restaurantStaffSet(input: $input) { errors { code path } } }';
  const set = async () => {
    const { data, errors } = await post<{ restaurantStaffSet: { errors: { code: string }[] } }>(
      url,
      query,
      { input },
      { token },
    );
    expect(errors).toEqual([]);
    return data.restaurantStaffSet.errors;
  };
  let refusals = await set();
  for (let attempt = 0; attempt < 200 && refusals[0]?.code === 'NOT_FOUND'; attempt += 1) {
    await pause(50);
    refusals = await set();
  }
  expect(refusals).toEqual([]);
}
