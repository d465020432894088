// The part of JSON Schema 2020-12 that our schemas use. A keyword outside it throws, so that a schema can't promise
// what nobody checks.
import { isDeepStrictEqual } from 'node:util';

const ANNOTATIONS = new Set(['$schema', '$id', '$defs', 'title', 'description']);

const TYPES = {
  object: value => value !== null && typeof value === 'object' && !Array.isArray(value),
  array: Array.isArray,
  string: value => typeof value === 'string',
  number: value => typeof value === 'number',
  integer: Number.isInteger,
  boolean: value => typeof value === 'boolean',
  null: value => value === null,
};

const when = (holds, text) => (holds ? [] : [text]);
const isObject = TYPES.object;
const entries = value => (isObject(value) ? Object.entries(value) : []);

const KEYWORDS = {
  $ref: (ref, value, at, schema, root) => check(resolve(root, ref), value, at, root),
  type: (types, value, at) => when([types].flat().some(type => TYPES[type](value)), `${at} is not ${[types].flat().join(' or ')}`),
  const: (expected, value, at) => when(isDeepStrictEqual(value, expected), `${at} is not ${JSON.stringify(expected)}`),
  enum: (allowed, value, at) => when(allowed.includes(value), `${at} is not one of ${allowed.join(', ')}`),
  required: (names, value, at) => names.flatMap(name =>
    when(!isObject(value) || Object.hasOwn(value, name), `${at} lacks ${name}`)),
  properties: (schemas, value, at, schema, root) => entries(value).flatMap(([name, inner]) =>
    (Object.hasOwn(schemas, name) ? check(schemas[name], inner, `${at}.${name}`, root) : [])),
  additionalProperties: (rule, value, at, schema, root) => entries(value)
    .filter(([name]) => !Object.hasOwn(schema.properties ?? {}, name))
    .flatMap(([name, inner]) => (rule === false ? [`${at} has an unknown ${name}`] : check(rule, inner, `${at}.${name}`, root))),
  minProperties: (least, value, at) => when(entries(value).length >= least, `${at} has fewer than ${least} entries`),
  items: (rule, value, at, schema, root) => (Array.isArray(value)
    ? value.flatMap((inner, index) => check(rule, inner, `${at}[${index}]`, root)) : []),
  minItems: (least, value, at) => when(!Array.isArray(value) || value.length >= least, `${at} has fewer than ${least} items`),
  minLength: (least, value, at) => when(typeof value !== 'string' || value.length >= least, `${at} is too short`),
  pattern: (pattern, value, at) => when(typeof value !== 'string' || new RegExp(pattern, 'u').test(value), `${at} does not have the expected form`),
  minimum: (least, value, at) => when(typeof value !== 'number' || value >= least, `${at} is below ${least}`),
  maximum: (most, value, at) => when(typeof value !== 'number' || value <= most, `${at} is above ${most}`),
  allOf: (rules, value, at, schema, root) => rules.flatMap(rule => check(rule, value, at, root)),
  if: (rule, value, at, schema, root) => (check(rule, value, at, root).length === 0 ? check(schema.then, value, at, root) : []),
  then: () => [],
};

/** Every way in which the value breaks the schema, as texts; none when it is valid. */
export function validate(schema, value, name = 'it') {
  return check(schema, value, name, schema);
}

function check(schema, value, at, root) {
  return Object.keys(schema).filter(keyword => !ANNOTATIONS.has(keyword)).flatMap(keyword => {
    if (!Object.hasOwn(KEYWORDS, keyword)) throw new Error(`schema keyword ${keyword} is not supported here`);
    return KEYWORDS[keyword](schema[keyword], value, at, schema, root);
  });
}

function resolve(root, ref) {
  return ref.replace(/^#\//u, '').split('/').reduce((node, key) => node[key], root);
}
