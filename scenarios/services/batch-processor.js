import './instrument.js';
import { runService } from './lib/service.js';

const ROWS = [{ price: 12.5, digits: 2 }, { price: 7, digits: 101 }];

class BatchError extends Error {
  name = 'BatchError';
}

function formatRow({ price, digits }) {
  return price.toFixed(digits);
}

function processBatch(rows) {
  return rows.map((row, index) => {
    try {
      return formatRow(row);
    } catch (cause) {
      throw Object.assign(new BatchError('batch aborted', { cause }), { row: index });
    }
  });
}

await runService(async () => ({
  work: async (serial, report) => {
    try {
      // Every other time the batch is too large for its buffer.
      if (serial % 2 === 0) processBatch(ROWS);
      else Buffer.alloc(ROWS.length).writeUInt32BE(ROWS.length);
    } catch (error) {
      report(error, { batch: { rows: ROWS, failedAt: { row: error.row ?? null } } });
    }
  },
}));
