const WHOLE = /^\{\{([\w.]+)\}\}$/u;
const INSIDE = /\{\{([\w.]+)\}\}/gu;

/**
 * Fills {{run.id}}, {{run.seed}} and {{raised.<fact>}} in every string of a value. A string that is one placeholder
 * becomes the fact itself with its type; inside other text it becomes its text.
 */
export function fill(value, facts) {
  if (typeof value === 'string') return fillText(value, facts);
  if (Array.isArray(value)) return value.map(item => fill(item, facts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, facts)]));
}

function fillText(text, facts) {
  const whole = WHOLE.exec(text);
  return whole ? look(whole[1], facts) : text.replace(INSIDE, (_, path) => String(look(path, facts)));
}

function look(path, facts) {
  const found = path.split('.').reduce((node, key) => (Object.hasOwn(Object(node), key) ? node[key] : undefined), facts);
  if (found === undefined) throw new Error(`nothing is known for the placeholder {{${path}}}`);
  return found;
}
