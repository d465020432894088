// What customers do; each of these fails, from another place and over several functions.
function totalWithTax(items, rate) {
  const total = sumOf(items);
  return total + total * rate;
}

function parseCoupon(text) {
  return JSON.parse(text).discount;
}

function applyCoupon(total, coupon) {
  const discount = parseCoupon(coupon);
  return total * (1 - discount);
}

function formatted(amount, currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
}

function receipt(items, currency) {
  const lines = items.map(item => `${item.sku} ${formatted(item.quantity, currency)}`);
  return lines.join('\n');
}

function orderWithoutPrice() {
  return totalWithTax([{ sku: 'comb', quantity: 2 }], 0.19);
}

function orderOfTooMany() {
  return reserveAll([{ sku: 'comb', quantity: 3 }], new Map([['comb', 1]]));
}

function orderWithBrokenCoupon() {
  return applyCoupon(10, '{"discount":');
}

function orderInUnknownCurrency() {
  return receipt([{ sku: 'comb', quantity: 1 }], '??');
}

module.exports = [orderWithoutPrice, orderOfTooMany, orderWithBrokenCoupon, orderInUnknownCurrency];
