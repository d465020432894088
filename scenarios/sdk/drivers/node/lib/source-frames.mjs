import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import vm from 'node:vm';

/**
 * The errors of the sources as they are, run without being built: which functions and lines the frames of the bundle have
 * to be shown as. Innermost first.
 */
export function framesInSources(sources) {
  const context = vm.createContext({ module: {} });
  const texts = new Map(sources.map(path => [path, readFileSync(path, 'utf8')]));
  for (const [filename, text] of texts) vm.runInContext(text, context, { filename });
  return context.module.exports.map(operation => {
    const { name, message, stack } = failureOf(operation);
    return { name, message, own: { frames: stack.split('\n').map(line => placeIn(texts, line)).filter(Boolean) } };
  });
}

function failureOf(operation) {
  try {
    operation();
  } catch (error) {
    return error;
  }
  throw new Error(`${operation.name} did not fail.`);
}

function placeIn(texts, line) {
  for (const [path, text] of texts) {
    const at = line.indexOf(`${path}:`);
    if (at < 0) continue;
    const number = Number.parseInt(line.slice(at + path.length + 1), 10);
    return { file: basename(path), line: number, text: text.split('\n')[number - 1] };
  }
  return null;
}
