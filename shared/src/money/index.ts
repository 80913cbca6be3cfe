export {
  addMoney,
  amountText,
  decimalOf,
  exponentOf,
  isCurrency,
  type Money,
  money,
  multiplyMoney,
  sameMoney,
  sumMoney,
} from './money';
export { highestPriceMinor, readFee, readPrice, readPriceDelta } from './price';
