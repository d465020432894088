/** JSON lines for the harness: nothing else is ever written to stdout, and nothing after the last line. */
export class Output {
  #stream;
  #ended = false;

  constructor(stream) {
    this.#stream = stream;
    this.closed = new Promise(resolve => {
      // The reader is gone (EPIPE): there is nobody left to report to, so the run is given up and cleaned up.
      stream.on('error', () => {
        this.#ended = true;
        resolve('the reader of stdout is gone');
      });
    });
  }

  line(type, fields) {
    if (!this.#ended) this.#stream.write(`${JSON.stringify({ type, ...fields })}\n`);
  }

  async end(fields) {
    this.line('end', fields);
    if (this.#ended) return;
    this.#ended = true;
    await Promise.race([new Promise(resolve => this.#stream.write('', resolve)), this.closed]);
  }
}

/** Remarks for people go to stderr: console.* would become breadcrumbs of the events under test. */
export function remark(text) {
  process.stderr.write(`${text}\n`);
}
