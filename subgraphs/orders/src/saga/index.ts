import type { EventHandler } from '@marquee/shared/events';
import { defaultPatience, type Patience } from './domain/patience';
import { moveSagaOnCheckoutStepAnswered } from './events/moveSagaOnCheckoutStepAnswered';
import type { SagaListener } from './services/sagaListener';

export { crashAt, passCrashPoint } from './crashPoints';
export type { PlannedStep, SagaPlan } from './domain/beginSaga';
export { defaultPatience, type Patience } from './domain/patience';
export { plainReason } from './domain/plainReason';
export {
  type Saga,
  type SagaFailure,
  type SagaKind,
  type SagaState,
  type SagaStep,
  type SagaStepState,
  sagaStates,
} from './domain/saga';
export { CheckoutSagaEntity } from './persistence/checkoutSaga.entity';
export { CheckoutSagaStepEntity } from './persistence/checkoutSagaStep.entity';
export { sagasRepository } from './persistence/sagasRepository';
export { callOff } from './services/callOffSaga';
export { checkNoneStuck } from './services/checkNoneStuck';
export { leaveOutStep } from './services/leaveOutStep';
export { recoverSagas } from './services/recoverSagas';
export { retrySaga } from './services/retrySaga';
export type { SagaListener } from './services/sagaListener';
export { startSaga } from './services/startSaga';

/** What moves sagas when others answer; to be run by the consumer of orders. */
export function sagaHandlers(listener: SagaListener, patience: Patience = defaultPatience): EventHandler[] {
  return [moveSagaOnCheckoutStepAnswered(listener, patience)];
}
