import type { Resolvers } from '../generated/resolverTypes';
import { Mutation } from './mutation';
import { Query } from './query';
import { SavedAddress } from './savedAddress';
import { Session } from './session';
import { SessionEvent, Subscription } from './subscription';
import { User } from './user';
import { UserConnection } from './userConnection';

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Subscription,
  User,
  UserConnection,
  SavedAddress,
  Session,
  SessionEvent,
};
