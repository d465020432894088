import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BadRequest } from './request.mjs';
import { validate } from './schema.mjs';

export const scenarioSchema = JSON.parse(readFileSync(new URL('../../../scenario.schema.json', import.meta.url), 'utf8'));

/** Reads the scenario files; one that is missing, malformed or given twice makes the whole request unusable. */
export async function loadScenarios(paths) {
  const scenarios = await Promise.all(paths.map(load));
  const ids = scenarios.map(scenario => scenario.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new BadRequest(`Scenario ${twice} is asked for twice.`);
  return scenarios;
}

async function load(path) {
  let scenario;
  try {
    scenario = JSON.parse(await readFile(resolve(path), 'utf8'));
  } catch (error) {
    throw new BadRequest(`Scenario file ${path} can't be read as JSON: ${error.code ?? error.message}.`);
  }
  const [problem] = problems(scenario);
  if (problem) throw new BadRequest(`Scenario file ${path} is not valid: ${problem}.`);
  return scenario;
}

/** What is wrong with a scenario: the schema's complaints and the two rules a schema can't state. */
export function problems(scenario) {
  const found = validate(scenarioSchema, scenario, 'scenario');
  if (found.length > 0) return found;
  const others = scenario.raise.others ?? [];
  if (others.length !== scenario.distinct) {
    found.push(`distinct is ${scenario.distinct}, but raise.others has ${others.length}`);
  }
  const faces = [scenario.raise, ...others.map(other => ({ ...scenario.raise, ...other }))]
    .map(({ type, message }) => JSON.stringify([type, message]));
  if (new Set(faces).size !== faces.length) found.push('two of the distinct errors have the same type and message');
  return found;
}

/** The events a scenario sends, in order: the main one, its repeats, the distinct ones, the message. */
export function plan(scenario) {
  const { others = [], ...definition } = scenario.raise;
  const events = [{ role: 'main', definition }];
  for (let i = 0; i < scenario.repeats; i++) events.push({ role: 'repeat', definition });
  for (const other of others) events.push({ role: 'distinct', definition: { ...definition, ...other } });
  if (scenario.message) {
    events.push({ role: 'message', definition: { kind: 'message', message: scenario.message.text }, level: scenario.message.level });
  }
  return events;
}
