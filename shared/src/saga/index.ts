export { CreateCheckoutStep1767225600003 } from './createCheckoutStep';
export { type AskedStep, answerStep, type StepOutcome } from './stepAnswers';
export { answersLater, type StepRequest, type StepTaker, type StepTakers, takesSteps } from './takesSteps';
