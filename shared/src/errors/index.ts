export { InvalidTransition, PriceChanged } from './conflicts';
export { Conflict, DomainError, type DomainErrorOptions, Forbidden, InvalidInput, NotFound } from './domainError';
export { AccessDenied, Fault, RateLimited, Unauthenticated, Unavailable } from './fault';
