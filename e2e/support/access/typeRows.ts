/** What a type holds, and by that how it is protected. Each claim is checked against the schema. */
export type TypeRow =
  /** Anyone may read it, without signing in too. */
  | { readonly kind: 'public' }
  /** It belongs to somebody. `named` are its fields that everyone reads who sees what refers to it. */
  | { readonly kind: 'owned'; readonly named?: readonly string[] }
  /** It is reached through these types alone, so who sees them sees it. */
  | { readonly kind: 'part'; readonly of: readonly string[] }
  /** A connection or an edge. */
  | { readonly kind: 'page'; readonly of: string }
  /** A value without an identity: what it is part of is protected. */
  | { readonly kind: 'value' }
  /** What a mutation answers, or a problem in it. */
  | { readonly kind: 'answer' }
  /** What a subscription sends. */
  | { readonly kind: 'event' };

const open: TypeRow = { kind: 'public' };
const value: TypeRow = { kind: 'value' };
const answer: TypeRow = { kind: 'answer' };
const event: TypeRow = { kind: 'event' };
const partOf = (...of: readonly string[]): TypeRow => ({ kind: 'part', of });
const pageOf = (of: string): TypeRow => ({ kind: 'page', of });

/** One row a type: a type without one fails the suite. */
export const typeRows: Readonly<Record<string, TypeRow>> = {
  User: { kind: 'owned', named: ['id', 'displayName', 'fullName'] },
  SavedAddress: { kind: 'owned' },
  Session: { kind: 'owned' },
  FoodOrder: { kind: 'owned' },
  SeatHold: { kind: 'owned' },
  Booking: { kind: 'owned' },
  BookedSeat: { kind: 'owned' },
  Ticket: { kind: 'owned' },
  WaitlistEntry: { kind: 'owned' },
  /** Of the shop: how much there is everyone may know, the rest is for who keeps the stock. */
  StockLevel: { kind: 'owned' },
  StockMovement: { kind: 'owned' },
  /** One may be of a booking. */
  SearchHit: { kind: 'owned' },

  FoodCategory: open,
  Restaurant: open,
  Food: open,
  MenuItem: open,
  Theater: open,
  Screen: open,
  Seat: open,
  Movie: open,
  Showing: open,
  IpoListing: open,
  Product: open,
  Book: open,
  Category: open,
  StockShortage: open,
  ServiceInfo: open,
  SystemHealth: open,

  FoodOrderLine: partOf('FoodOrder'),
  FoodOrderTimelineEntry: partOf('FoodOrder'),
  Courier: partOf('FoodOrder', 'CourierEvent'),
  SeatPlace: partOf('FoodOrder'),
  OpeningWindow: partOf('Restaurant'),
  OptionGroup: partOf('MenuItem'),
  MenuOption: partOf('OptionGroup', 'FoodOrderLine'),
  AuthTokens: partOf('AuthPayload'),
  SeatPlan: partOf('Screen', 'SeatPlanPayload'),
  SeatSection: partOf('SeatPlan'),
  PriceTier: partOf('Showing'),
  SeatState: partOf('Showing', 'SeatMapEvent'),
  SeatBlock: partOf('Showing', 'SeatUnavailableError'),
  BookingTimelineEntry: partOf('Booking'),
  ItemAttribute: partOf('Product'),
  Facet: partOf('ProductConnection', 'SearchConnection'),
  FacetBucket: partOf('Facet'),
  SearchHighlight: partOf('SearchHit'),
  ServiceHealth: partOf('SystemHealth'),
  DependencyHealth: partOf('ServiceHealth'),

  Address: value,
  GeoPoint: value,
  Money: value,
  PageInfo: value,

  UserConnection: pageOf('User'),
  UserEdge: pageOf('User'),
  FoodCategoryConnection: pageOf('FoodCategory'),
  FoodCategoryEdge: pageOf('FoodCategory'),
  RestaurantConnection: pageOf('Restaurant'),
  RestaurantEdge: pageOf('Restaurant'),
  FoodConnection: pageOf('Food'),
  FoodEdge: pageOf('Food'),
  MenuItemConnection: pageOf('MenuItem'),
  MenuItemEdge: pageOf('MenuItem'),
  FoodOrderConnection: pageOf('FoodOrder'),
  FoodOrderEdge: pageOf('FoodOrder'),
  TheaterConnection: pageOf('Theater'),
  TheaterEdge: pageOf('Theater'),
  MovieConnection: pageOf('Movie'),
  MovieEdge: pageOf('Movie'),
  ShowingConnection: pageOf('Showing'),
  ShowingEdge: pageOf('Showing'),
  SeatConnection: pageOf('Seat'),
  SeatEdge: pageOf('Seat'),
  BookingConnection: pageOf('Booking'),
  BookingEdge: pageOf('Booking'),
  IpoListingConnection: pageOf('IpoListing'),
  IpoListingEdge: pageOf('IpoListing'),
  ProductConnection: pageOf('Product'),
  ProductEdge: pageOf('Product'),
  BookConnection: pageOf('Book'),
  BookEdge: pageOf('Book'),
  StockMovementConnection: pageOf('StockMovement'),
  StockMovementEdge: pageOf('StockMovement'),
  SearchConnection: pageOf('SearchHit'),
  SearchHitEdge: pageOf('SearchHit'),

  SessionEvent: event,
  FoodOrderEvent: event,
  KitchenEvent: event,
  CourierEvent: event,
  SeatMapEvent: event,
  SeatHoldEvent: event,
  BookingEvent: event,
  StockEvent: event,

  AckPayload: answer,
  AddressPayload: answer,
  ArchivePayload: answer,
  AuthPayload: answer,
  BookingPayload: answer,
  BookPayload: answer,
  BulkImportPayload: answer,
  BulkRowResult: answer,
  CategoryPayload: answer,
  CheckInPayload: answer,
  FoodCategoryPayload: answer,
  FoodOrderPayload: answer,
  FoodPayload: answer,
  IpoRefreshPayload: answer,
  LogoutPayload: answer,
  MenuItemPayload: answer,
  MoviePayload: answer,
  ProductPayload: answer,
  ReindexPayload: answer,
  RestaurantPayload: answer,
  ScreenPayload: answer,
  SeatHoldPayload: answer,
  SeatPayload: answer,
  SeatPlanPayload: answer,
  ShowingPayload: answer,
  StockPayload: answer,
  TheaterPayload: answer,
  UserPayload: answer,
  WaitlistPayload: answer,

  AccountLockedError: answer,
  CancellationWindowClosedError: answer,
  ForbiddenError: answer,
  HoldExpiredError: answer,
  IdempotencyKeyReusedError: answer,
  InsufficientStockError: answer,
  InvalidCredentialsError: answer,
  InvalidTransitionError: answer,
  ItemUnavailableError: answer,
  NotFoundError: answer,
  PriceChangedError: answer,
  RestaurantClosedError: answer,
  SeatUnavailableError: answer,
  ValidationError: answer,
  VersionConflictError: answer,
  WeakPasswordError: answer,
};
