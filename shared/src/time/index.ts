export { type Clock, systemClock } from './clock';
export { instantOf, isoWeekdayOf, isTimeZone, type LocalDate, localDateAt, plusDays } from './localTime';
export {
  closingAfter,
  isWithinOpeningHours,
  nextOpening,
  type OpeningHours,
  type OpeningWindow,
} from './openingHours';
