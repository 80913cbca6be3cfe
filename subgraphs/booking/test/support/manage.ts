import type { Viewer } from '@marquee/shared/auth';
import type { BookingBed } from './bookingBed';
import { aManager } from './people';

type Payload = Record<string, unknown> & {
  errors: readonly { code: string; message: string; path: string[] | null }[];
};

/** What each mutation of the staff is asked for. */
const shapes = {
  theaterCreate: [
    'TheaterCreateInput',
    'replayed theater { id name timeZone address { line1 city } capacity screens { name } }',
  ],
  theaterUpdate: ['TheaterUpdateInput', 'replayed theater { id name timeZone address { line1 city } }'],
  screenSave: [
    'ScreenSaveInput',
    'screen { id name features theater { id } seatPlan { version width height seats { id } } }',
  ],
  seatCreate: ['SeatCreateInput', 'seat { id label row number type section x y isBlocked rowNumber seatNumber }'],
  seatPlanReplace: [
    'SeatPlanReplaceInput',
    'seatPlan { version width height capacity sections { name seatType } seats { id label type section x y } }',
  ],
  movieCreate: [
    'MovieCreateInput',
    'replayed movie { id title description durationMinutes genres rating releasedOn posterUrl }',
  ],
  movieUpdate: [
    'MovieUpdateInput',
    'replayed movie { id title description durationMinutes genres rating releasedOn posterUrl }',
  ],
  showingCreate: ['ShowingCreateInput', 'replayed showing { id ...showingParts }'],
  showingUpdate: ['ShowingUpdateInput', 'replayed showing { id ...showingParts }'],
} as const;

const showingParts = `fragment showingParts on Showing {
  startsAt endsAt salesCloseAt status basePrice { minor currency }
  priceTiers { seatType audience price { minor currency } }
  movie { title } screen { name } theater { name }
}`;

/** A mutation of the staff as it is answered, by a manager unless somebody else asks. */
export async function manages(
  bed: BookingBed,
  field: keyof typeof shapes,
  input: Record<string, unknown>,
  viewer: Viewer | null = aManager(),
) {
  const [type, selection] = shapes[field];
  const query = `mutation ($input: ${type}!) {
    payload: ${field}(input: $input) {
      ${selection}
      errors { __typename code message path ... on NotFoundError { missingId } ... on InvalidTransitionError { from to } }
    }
  } ${selection.includes('...') ? showingParts : ''}`;
  const { data, errors } = await bed.ask<{ payload: Payload | null } | null>(viewer, query, { input });
  return { payload: data?.payload ?? null, faults: errors };
}

/** The problem that a mutation of the staff is refused with. @throws Error when it was not refused */
export async function refusalOf(bed: BookingBed, field: keyof typeof shapes, input: Record<string, unknown>) {
  const { payload, faults } = await manages(bed, field, input);
  if (payload?.errors.length !== 1) throw new Error(`no refusal: ${JSON.stringify(faults ?? payload)}`);
  return payload.errors[0];
}
