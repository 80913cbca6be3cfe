const statement = [
  /^\s*(select|with)\s[\s\S]*\s(from|as)\b/,
  /^\s*select\s/,
  /^\s*insert\s+into\s/,
  /^\s*update\s[\s\S]*\sset\s/,
  /^\s*delete\s+from\s/,
  /^\s*(create|alter|drop)\s+(or\s+replace\s+|unique\s+|temporary\s+)*(table|index|database|role|user|function|view|type|schema|trigger|sequence|extension)\b/,
  /^\s*(truncate|lock)\s+table\s/,
  /^\s*(grant|revoke)\s[\s\S]*\son\s/,
  /^\s*(listen|notify)\s*$/,
];
const clause =
  /^\s*(and|or|where|order\s+by|group\s+by|having|limit|offset|union|returning|(left|inner|cross)?\s*join)\s/;

/** Whether a text (with its interpolations left out) begins like a statement. SQL is written in lower case here. */
const looksLikeSql = (text) => statement.some((form) => form.test(text.toLowerCase()));

/** Whether a text begins like a further part of a statement. */
const looksLikeClause = (text) => clause.test(text.toLowerCase());

module.exports = { looksLikeClause, looksLikeSql };
