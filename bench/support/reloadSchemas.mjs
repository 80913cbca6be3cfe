const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Two subgraphs that both know people. */
export const schemas = {
  people: `${link} type Query { people(first: Int!): [Person!] } type Person @key(fields: "id") { id: ID!, name: String }`,
  posts: `${link} type Query { authors(first: Int!): [Person!] } type Post { title: String, text: String }
    type Person @key(fields: "id") { id: ID!, posts: [Post!] }`,
};
