import DataLoader from 'dataloader';

/** One reading for all fields of a request that ask the same. A question must be JSON, since that is what it is known by. */
export function askedOnce<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
): DataLoader<Question, Answer, string> {
  // A failure is that of one question and not of all that were asked beside it.
  const answerOrError = async (question: Question): Promise<Answer | Error> => {
    try {
      return await answer(question);
    } catch (error) {
      return error instanceof Error ? error : new Error('a reading failed', { cause: error });
    }
  };
  return new DataLoader((questions) => Promise.all(questions.map(answerOrError)), {
    cacheKeyFn: (question) => JSON.stringify(question),
  });
}
