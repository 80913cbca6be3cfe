import type { Resolvers } from '../generated/resolverTypes';
import { Mutation } from './mutation';
import { Query } from './query';
import { User } from './user';

export const resolvers: Resolvers = { Query, Mutation, User };
