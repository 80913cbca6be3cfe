export {
  addMoney,
  decimalOf,
  exponentOf,
  isCurrency,
  type Money,
  money,
  multiplyMoney,
  sameMoney,
  sumMoney,
} from './money';
