// What is in a basket, and what it costs. Every function here can fail; checkout.js calls them.
class OutOfStockError extends Error {
  name = 'OutOfStockError';
}

function priceOf(item) {
  return item.price.amount * item.quantity;
}

function sumOf(items) {
  return items.map(item => priceOf(item)).reduce((sum, price) => sum + price, 0);
}

function reserve(item, stock) {
  const left = stock.get(item.sku) ?? 0;
  if (left < item.quantity) throw new OutOfStockError(`only ${left} left of ${item.sku}`);
  stock.set(item.sku, left - item.quantity);
}

function reserveAll(items, stock) {
  for (const item of items) reserve(item, stock);
}
